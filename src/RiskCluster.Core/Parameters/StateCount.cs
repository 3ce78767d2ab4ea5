using RiskCluster.Risk.Margin;

namespace RiskCluster.Core.Parameters;

/// <summary>How many owners are in a margin state.</summary>
/// <param name="State">The state.</param>
/// <param name="Before">Under the active version.</param>
/// <param name="After">Under the proposed one.</param>
public sealed record StateCount(MarginState State, long Before, long After);
