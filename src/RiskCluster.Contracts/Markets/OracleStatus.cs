using RiskCluster.Contracts.Margins;

namespace RiskCluster.Contracts.Markets;

/// <summary>The sources of a market: <c>GET /v1/oracle/{u}/status</c>.</summary>
/// <param name="Underlying">Coin.</param>
/// <param name="Status">How far the consensus may be trusted.</param>
/// <param name="Price">The consensus, USD per coin; left out before the first.</param>
/// <param name="AgeMs">How old it is.</param>
/// <param name="LiquidationHold">Why nobody is liquidated at its prices: <c>none</c> when somebody may be.</param>
/// <param name="HaltReason">Left out while it is open.</param>
/// <param name="Sources">By name.</param>
public sealed record OracleStatus(string Underlying, MarginStatus Status, decimal? Price, long? AgeMs, string LiquidationHold, string? HaltReason, IReadOnlyList<OracleSource> Sources);
