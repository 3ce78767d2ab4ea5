namespace RiskCluster.Contracts.Admin;

/// <summary>Closes a market: <c>POST /v1/admin/market-data/{u}:halt</c>.</summary>
/// <param name="Reason">For people.</param>
public sealed record MarketHaltRequest(string Reason);
