namespace RiskCluster.Contracts.Venues;

/// <summary>A sign of life: <c>POST /v1/venues/{v}/heartbeat</c>.</summary>
/// <param name="Sequence">At least 1, rising.</param>
public sealed record HeartbeatReport(long Sequence);
