using System.Collections.Immutable;

namespace RiskCluster.Risk.Allocation;

/// <summary>One account's Euler share of its owner's requirement (MODEL MRG-8).</summary>
/// <param name="Account">Its key, <c>venue/account</c>.</param>
/// <param name="EulerUsd">The sum of its legs.</param>
/// <param name="Legs">Its lots, netted within the account, by instrument.</param>
public sealed record AccountShare(string Account, double EulerUsd, ImmutableArray<LegShare> Legs);
