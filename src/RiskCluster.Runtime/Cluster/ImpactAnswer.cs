using RiskCluster.Core.Parameters;

namespace RiskCluster.Runtime.Cluster;

/// <summary>What a silo answers to a proposal.</summary>
/// <param name="Report">The run on its part of the book; null before there is anything to compare.</param>
public sealed record ImpactAnswer(ImpactReport? Report);
