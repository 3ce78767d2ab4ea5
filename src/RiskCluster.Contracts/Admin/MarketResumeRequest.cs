namespace RiskCluster.Contracts.Admin;

/// <summary>Opens a market again, stale until the next observation: <c>POST /v1/admin/market-data/{u}:resume</c>.</summary>
/// <param name="AcceptPrice">True to take the sources' price as it is, however far from the last one; otherwise the breaker may trip again.</param>
public sealed record MarketResumeRequest(bool AcceptPrice = false);
