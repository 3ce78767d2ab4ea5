namespace RiskCluster.Contracts.Liquidations;

/// <summary>A keeper takes a task on: <c>POST /v1/liquidations/{id}:claim</c>.</summary>
/// <param name="LeaseMs">For how long, at least 1,000.</param>
public sealed record ClaimRequest(long LeaseMs = 30_000);
