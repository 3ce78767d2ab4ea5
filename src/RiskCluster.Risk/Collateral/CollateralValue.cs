using System.Collections.Immutable;

namespace RiskCluster.Risk.Collateral;

/// <summary>What a holding counts for, and every step to it: gross value less what the steps took is the counted value (MODEL COL-1, MRG-10).</summary>
/// <param name="Name">What is held, and where.</param>
/// <param name="GrossUsd">Value before any step, USD; negative for a debt.</param>
/// <param name="Steps">In the order in which they were taken; none for a debt, which counts fully.</param>
/// <param name="CountedUsd">What counts, USD; within [0, gross], or the gross value of a debt.</param>
public sealed record CollateralValue(string Name, double GrossUsd, ImmutableArray<CollateralStep> Steps, double CountedUsd);
