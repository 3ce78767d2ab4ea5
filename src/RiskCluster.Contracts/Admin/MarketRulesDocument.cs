namespace RiskCluster.Contracts.Admin;

/// <summary>The numbers by which an underlying's sources are trusted: <c>PUT /v1/admin/market-data/{u}/rules</c>. Fractions are of a price: 0.02 is two percent.</summary>
/// <param name="MaxAgeMs">An observation counts until it is this old; 1 second to 1 day.</param>
/// <param name="MaxAheadMs">A publish time may be this much in the future, and the clock may step back this much unnoticed; 0 to 1 minute.</param>
/// <param name="MinSources">Quorum: with fewer agreeing sources there is no price; 1 to 100.</param>
/// <param name="WantedSources">With fewer, the market is degraded and its confidence falls in proportion; at least the quorum.</param>
/// <param name="LowestPrice">USD; at or below it a price is taken for a feed stuck at its floor; above 0.</param>
/// <param name="HighestPrice">USD; likewise from above; at most 1e12.</param>
/// <param name="MaxDeviation">A source farther than this from the median of all does not count; above 0, at most 10.</param>
/// <param name="StrikesToSuspend">That many deviations in a row suspend a source; 1 to 1000.</param>
/// <param name="MaxSpike">An observation farther than this from the last consensus is refused; above 0, at most 1000.</param>
/// <param name="MaxMove">The consensus may move this much at once ...; 0 to 1000.</param>
/// <param name="MaxMovePerSecond">... and this much more for each second since the last one; 0 to 1000.</param>
/// <param name="BreakerMove">Sources that agree on a price farther than this from the time-weighted one halt the market; above 0, at most 1000.</param>
/// <param name="HoldMove">A consensus farther than this from the time-weighted price holds liquidations; above 0, at most 1000.</param>
/// <param name="HoldSpread">Sources that count but lie farther apart than this hold liquidations; above 0, at most 20.</param>
/// <param name="MaxBasis">Forwards and the perpetual lie within this of their source's index; above 0, below 1.</param>
/// <param name="FrozenMs">A price unchanged for this long is frozen when the consensus has moved away from it ...; 1 second to 1 day.</param>
/// <param name="FrozenMove">... by more than this; above 0, at most 10.</param>
/// <param name="TwapWindowMs">Window of the time-weighted price; 1 minute to 1 day.</param>
/// <param name="MinSettlementCoverage">The part of a settlement window that must have had a live price; 0 to 1.</param>
/// <param name="MaxKeptMs">How long the last good forward and smile of an expiry stand in for a missing one; 0 to 7 days.</param>
public sealed record MarketRulesDocument(
    long MaxAgeMs,
    long MaxAheadMs,
    int MinSources,
    int WantedSources,
    decimal LowestPrice,
    decimal HighestPrice,
    decimal MaxDeviation,
    int StrikesToSuspend,
    decimal MaxSpike,
    decimal MaxMove,
    decimal MaxMovePerSecond,
    decimal BreakerMove,
    decimal HoldMove,
    decimal HoldSpread,
    decimal MaxBasis,
    long FrozenMs,
    decimal FrozenMove,
    long TwapWindowMs,
    decimal MinSettlementCoverage,
    long MaxKeptMs);
