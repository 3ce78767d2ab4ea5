namespace RiskCluster.Contracts.Accounts;

/// <summary>Updates of many accounts: <c>POST /v1/venues/{v}/positions:batch</c>.</summary>
/// <param name="Updates">1 to 1,000, each account at most once.</param>
public sealed record PositionBatch(IReadOnlyList<AccountUpdate> Updates);
