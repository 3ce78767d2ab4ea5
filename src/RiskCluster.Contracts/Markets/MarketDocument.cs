using RiskCluster.Contracts.Margins;

namespace RiskCluster.Contracts.Markets;

/// <summary>The consensus of a market: <c>GET /v1/market-data/{u}</c>.</summary>
/// <param name="Underlying">Coin.</param>
/// <param name="Status">How far it may be trusted.</param>
/// <param name="Price">Index, USD per coin; left out before the first consensus.</param>
/// <param name="TwapPrice">Time-weighted.</param>
/// <param name="PerpetualPrice">Mark of the perpetual.</param>
/// <param name="Funding8h">Fraction of notional over eight hours.</param>
/// <param name="Forwards">By rising expiry.</param>
/// <param name="Depth">Best prices and depth.</param>
/// <param name="SnapshotVersion">Rises with every change.</param>
/// <param name="Timestamp">Of the consensus, unix milliseconds.</param>
/// <param name="AgeMs">How old it is.</param>
public sealed record MarketDocument(
    string Underlying,
    MarginStatus Status,
    decimal? Price,
    decimal? TwapPrice,
    decimal? PerpetualPrice,
    [property: System.Text.Json.Serialization.JsonPropertyName("funding_8h")] decimal? Funding8h,
    IReadOnlyList<ForwardReport> Forwards,
    DepthReport? Depth,
    long SnapshotVersion,
    long? Timestamp,
    long? AgeMs);
