namespace RiskCluster.Contracts.Admin;

/// <summary>Whether the process can do its work: <c>GET /health/ready</c>.</summary>
/// <param name="Status"><c>ready</c> or <c>not_ready</c>.</param>
/// <param name="Checks">One by one.</param>
public sealed record HealthDocument(string Status, IReadOnlyList<HealthCheckDocument> Checks);
