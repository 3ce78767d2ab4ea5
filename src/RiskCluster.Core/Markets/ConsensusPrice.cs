namespace RiskCluster.Core.Markets;

/// <summary>The index that the sources agree on, and how far it may be followed at once.</summary>
/// <param name="RawPrice">Median of the sources that count.</param>
/// <param name="Price">The same within the limit of its speed.</param>
/// <param name="ReferencePrice">What the breaker measures against: the time-weighted price, or the last consensus where there is none.</param>
/// <param name="TripsBreaker">True when the raw price is farther from the reference than the breaker allows.</param>
/// <param name="TwapPrice">Time-weighted price of the window; null when none of it was live.</param>
internal sealed record ConsensusPrice(decimal RawPrice, decimal Price, decimal ReferencePrice, bool TripsBreaker, decimal? TwapPrice)
{
    private const int Digits = 12;

    /// <summary>
    /// The median, moved from the last consensus by at most max_move and max_move_per_second. A majority that lies at once trips the breaker or is followed only at that
    /// speed, and liquidation waits. One that lies slowly moves away from the time-weighted price: liquidation waits beyond hold_move, and the market halts at breaker_move. Unseen remains
    /// a drift of less than hold_move in half a window.
    /// </summary>
    public static ConsensusPrice Of(MarketDataState state, SourceJudgement judgement, long nowMs)
    {
        var raw = decimal.Round(WeightedMedian.Of(judgement.Included.Select(source => (source.Quote!.IndexPrice, source.Weight))), Digits);
        if (!state.IsAnchored || state.Consensus is not { } last) return new(raw, raw, raw, false, null);
        var rules = state.Rules;
        var twap = state.Twap(nowMs);
        var reference = twap ?? last.IndexPrice;
        var seconds = Math.Max(nowMs - last.PublishedAtMs, 0) / 1000m;
        var allowed = rules.MaxMove + rules.MaxMovePerSecond * seconds;
        var price = decimal.Round(Math.Clamp(raw, last.IndexPrice * Math.Max(1 - allowed, 0), last.IndexPrice * (1 + allowed)), Digits);
        return new(raw, price, reference, IsFar(raw, reference, rules.BreakerMove), twap);
    }

    /// <summary>Why liquidation waits at this price.</summary>
    public LiquidationHold Hold(MarketDataState state, SourceJudgement judgement)
    {
        if (Price != RawPrice) return LiquidationHold.RateLimited;
        if (TwapPrice is { } twap && IsFar(Price, twap, state.Rules.HoldMove)) return LiquidationHold.FarFromTwap;
        var prices = judgement.Included.Select(source => source.Quote!.IndexPrice).ToList();
        if (prices.Max() - prices.Min() > state.Rules.HoldSpread * RawPrice) return LiquidationHold.Spread;
        return 2 * judgement.Deviating > judgement.Included.Length ? LiquidationHold.Disagreement : LiquidationHold.None;
    }

    private static bool IsFar(decimal price, decimal reference, decimal move) => Math.Abs(price - reference) > move * reference;
}
