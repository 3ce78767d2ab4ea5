namespace RiskCluster.Contracts;

/// <summary>How a process is.</summary>
/// <param name="Status"><c>live</c>, <c>started</c> or <c>ready</c>.</param>
public sealed record HealthReport(string Status);
