using System.Text.Json.Serialization;
using RiskCluster.Contracts.Margins;

namespace RiskCluster.Contracts.MarketData;

/// <summary>A market as its sources agree on it. The last good one stays when the market goes stale or is halted: read the status beside it.</summary>
/// <param name="Underlying">The coin.</param>
/// <param name="Version">Rises by one with each consensus.</param>
/// <param name="Status">How far it may be trusted now.</param>
/// <param name="Hold">Why liquidation waits.</param>
/// <param name="AsOf">A quorum of its observations is at least this young, unix milliseconds.</param>
/// <param name="PublishedAt">When it was made, unix milliseconds.</param>
/// <param name="IndexPrice">USD per coin.</param>
/// <param name="CollateralPrice">The lower of index and time-weighted price.</param>
/// <param name="TwapPrice">Time-weighted index; left out before there was any.</param>
/// <param name="PerpetualPrice">The index when nobody quotes a perpetual.</param>
/// <param name="Funding8h">Over eight hours, a fraction of notional.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Depth">Left out when no source gives any.</param>
/// <param name="Expiries">By rising expiry.</param>
public sealed record MarketDocument(
    string Underlying,
    long Version,
    MarginStatus Status,
    LiquidationWait Hold,
    long AsOf,
    long PublishedAt,
    decimal IndexPrice,
    decimal CollateralPrice,
    decimal? TwapPrice,
    decimal PerpetualPrice,
    [property: JsonPropertyName("funding_8h")] decimal Funding8h,
    decimal Confidence,
    DepthEntry? Depth,
    IReadOnlyList<ConsensusExpiryEntry> Expiries);
