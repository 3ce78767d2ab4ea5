namespace RiskCluster.Core.Markets;

/// <summary>The governed numbers by which sources are trusted. Fractions are of a price: 0.02 is two percent.</summary>
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
/// <remarks>MODEL MKT-1, MKT-3. Each guard is a number here, so that switching one off is a governed, visible change.</remarks>
public sealed record MarketRules(
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
    long MaxKeptMs)
{
    /// <summary>The averaging window of a settlement price: 30 minutes (MODEL INS-1).</summary>
    public const long SettlementWindowMs = 30 * Minute;

    private const long Minute = 60_000;
    private const long Day = 1440 * Minute;

    /// <summary>Where a market starts: three sources, ten seconds, two percent.</summary>
    public static MarketRules Default { get; } = new(
        MaxAgeMs: 10_000,
        MaxAheadMs: 2_000,
        MinSources: 3,
        WantedSources: 4,
        LowestPrice: 0.000001m,
        HighestPrice: 100_000_000m,
        MaxDeviation: 0.02m,
        StrikesToSuspend: 10,
        MaxSpike: 0.25m,
        MaxMove: 0.02m,
        MaxMovePerSecond: 0.005m,
        BreakerMove: 0.35m,
        HoldMove: 0.2m,
        HoldSpread: 0.015m,
        MaxBasis: 0.5m,
        FrozenMs: 60_000,
        FrozenMove: 0.005m,
        TwapWindowMs: 30 * Minute,
        MinSettlementCoverage: 0.5m,
        MaxKeptMs: 60 * Minute);

    /// <summary>The first number outside its bounds, with its rule; null when there is none.</summary>
    public (string Param, string Rule)? FirstFault()
    {
        if (MaxAgeMs is < 1000 or > Day) return ("max_age_ms", "is within 1 second and 1 day");
        if (MaxAheadMs is < 0 or > Minute) return ("max_ahead_ms", "is within 0 and 1 minute");
        if (MinSources is < 1 or > 100) return ("min_sources", "is within 1 and 100");
        if (WantedSources < MinSources || WantedSources > 100) return ("wanted_sources", "is within min_sources and 100");
        if (LowestPrice <= 0) return ("lowest_price", "is above 0");
        if (HighestPrice <= LowestPrice || HighestPrice > 1e12m) return ("highest_price", "is above lowest_price and at most 1e12");
        if (MaxDeviation is <= 0 or > 10) return ("max_deviation", "is above 0 and at most 10");
        if (StrikesToSuspend is < 1 or > 1000) return ("strikes_to_suspend", "is within 1 and 1000");
        if (MaxSpike is <= 0 or > 1000) return ("max_spike", "is above 0 and at most 1000");
        if (MaxMove is < 0 or > 1000) return ("max_move", "is within 0 and 1000");
        if (MaxMovePerSecond is < 0 or > 1000) return ("max_move_per_second", "is within 0 and 1000");
        if (BreakerMove is <= 0 or > 1000) return ("breaker_move", "is above 0 and at most 1000");
        if (HoldMove is <= 0 or > 1000) return ("hold_move", "is above 0 and at most 1000");
        if (HoldSpread is <= 0 or > 20) return ("hold_spread", "is above 0 and at most 20");
        if (MaxBasis is <= 0 or >= 1) return ("max_basis", "is above 0 and below 1");
        if (FrozenMs is < 1000 or > Day) return ("frozen_ms", "is within 1 second and 1 day");
        if (FrozenMove is <= 0 or > 10) return ("frozen_move", "is above 0 and at most 10");
        if (TwapWindowMs is < Minute or > Day) return ("twap_window_ms", "is within 1 minute and 1 day");
        if (MinSettlementCoverage is < 0 or > 1) return ("min_settlement_coverage", "is within 0 and 1");
        if (MaxKeptMs is < 0 or > 7 * Day) return ("max_kept_ms", "is within 0 and 7 days");
        return null;
    }
}
