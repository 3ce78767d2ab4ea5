namespace RiskCluster.Contracts.Liquidations;

/// <summary>A keeper gives a task back: <c>POST /v1/liquidations/{id}:release</c>.</summary>
/// <param name="FencingToken">Of the claim.</param>
public sealed record ReleaseRequest(long FencingToken);
