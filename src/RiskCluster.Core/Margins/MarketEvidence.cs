namespace RiskCluster.Core.Margins;

/// <summary>How well founded the prices behind a figure are: the worst over everything that it prices.</summary>
/// <param name="Sources">The fewest independent sources that agree on a price.</param>
/// <param name="DeviationShare">The greatest distance of a source, or of a stable coin's redemption value, from the consensus, a share of it.</param>
public sealed record MarketEvidence(int Sources, decimal DeviationShare);
