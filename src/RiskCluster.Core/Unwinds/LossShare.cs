namespace RiskCluster.Core.Unwinds;

/// <summary>What somebody pays of a loss.</summary>
/// <param name="Account"><c>venue/account</c>.</param>
/// <param name="AmountUsd">Above 0.</param>
public sealed record LossShare(string Account, decimal AmountUsd);
