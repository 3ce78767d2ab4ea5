namespace RiskCluster.Contracts.Margins;

/// <summary>A component of requirement or equity, before and after, USD.</summary>
/// <param name="Name">In snake_case.</param>
/// <param name="Pre">Before.</param>
/// <param name="Post">After.</param>
public sealed record SimulatedComponent(string Name, decimal Pre, decimal Post);
