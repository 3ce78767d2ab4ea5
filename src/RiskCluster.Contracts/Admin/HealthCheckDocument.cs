namespace RiskCluster.Contracts.Admin;

/// <summary>One condition of readiness.</summary>
/// <param name="Name">journal, market_data, coverage, margin_cycle, parameters.</param>
/// <param name="Ok">Whether it holds.</param>
/// <param name="Detail">With the numbers.</param>
public sealed record HealthCheckDocument(string Name, bool Ok, string Detail);
