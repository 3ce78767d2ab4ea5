using RiskCluster.Contracts.Margins;

namespace RiskCluster.Contracts.ContagionRuns;

/// <summary>Runs a shock through the live book: <c>POST /v1/contagion-runs</c>.</summary>
/// <param name="Name">For people, 1 to 200 characters.</param>
/// <param name="Overrides">The market that the book is in when the shock comes; at most one an underlying.</param>
/// <param name="FundLosses">By venue: what is gone of its insurance fund and cash, USD, at least 0.</param>
/// <param name="Pools">Collateral that owners share and sell into one market; at most one an asset.</param>
/// <param name="PriceFalls">By pool: the share of its price that is gone before anybody sells, 0 to 1.</param>
/// <param name="RecoveryOfAssets">The share of its own assets that a default leaves, 0 to 1.</param>
/// <param name="RecoveryOfClaims">The share of what its debtors paid that a default leaves, 0 to 1.</param>
public sealed record ContagionRequest(
    string Name,
    IReadOnlyList<MarketOverride>? Overrides = null,
    IReadOnlyDictionary<string, decimal>? FundLosses = null,
    IReadOnlyList<PoolEntry>? Pools = null,
    IReadOnlyDictionary<string, decimal>? PriceFalls = null,
    decimal RecoveryOfAssets = 1,
    decimal RecoveryOfClaims = 1);
