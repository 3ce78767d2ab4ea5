using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Liquidity;

/// <summary>From size to liquidation horizon: h = max(h0, |Q| / rate), at most the cap (MODEL MRG-5). Immutable.</summary>
/// <param name="BaseDays">h0, the horizon of the scenarios, days; (0, 30].</param>
/// <param name="MaxDays">The longest horizon, days; [<paramref name="BaseDays"/>, 365].</param>
/// <param name="ParticipationRate">Share of the market's volume that the unwind may be; (0, 1].</param>
/// <param name="SliceDistance">An order takes what the book offers up to this fraction of the mid; (0, 0.5].</param>
/// <param name="ReplenishmentsPerDay">How often a day the book fills up again after such an order; [1, 86400].</param>
/// <remarks>
/// rate = min(participation x volume a day, depth within the slice distance x replenishments a day): both limits hold. The order size |Q|/slices with
/// slices = max(1, replenishments x h) never falls when |Q| grows, so neither does the cost.
/// </remarks>
public sealed record LiquidationHorizonRule(double BaseDays, double MaxDays, double ParticipationRate, double SliceDistance, double ReplenishmentsPerDay)
{
    internal static readonly Interval BaseDaysBounds = Interval.AboveUpTo(0, 30);
    internal static readonly Interval ParticipationRateBounds = Interval.AboveUpTo(0, 1);
    internal static readonly Interval SliceDistanceBounds = Interval.AboveUpTo(0, 0.5);
    internal static readonly Interval ReplenishmentsPerDayBounds = Interval.Closed(1, 86_400);

    /// <summary>h0, days.</summary>
    public double BaseDays { get; } = BaseDays.Within(BaseDaysBounds);

    /// <summary>The longest horizon, days.</summary>
    public double MaxDays { get; } = MaxDays.Within(MaxDaysBounds(BaseDays));

    /// <summary>Share of the market's volume.</summary>
    public double ParticipationRate { get; } = ParticipationRate.Within(ParticipationRateBounds);

    /// <summary>Fraction of the mid.</summary>
    public double SliceDistance { get; } = SliceDistance.Within(SliceDistanceBounds);

    /// <summary>Times a day.</summary>
    public double ReplenishmentsPerDay { get; } = ReplenishmentsPerDay.Within(ReplenishmentsPerDayBounds);

    internal static Interval MaxDaysBounds(double baseDays) => Interval.Closed(baseDays, 365);

    /// <summary>The horizon of a position; the base for nothing.</summary>
    /// <param name="market">Depth and volume.</param>
    /// <param name="netQuantityCoin">Signed coins, long positive: a long is sold to the bids.</param>
    /// <exception cref="ArgumentOutOfRangeException">The quantity is not within [-1e15, 1e15].</exception>
    public LiquidationHorizon Of(UnwindMarket market, double netQuantityCoin)
    {
        Math.Abs(netQuantityCoin).Within(DepthProfile.QuantityBounds, nameof(netQuantityCoin));
        return OfAny(market, netQuantityCoin);
    }

    /// <summary>The horizon of any finite quantity.</summary>
    internal LiquidationHorizon OfAny(in UnwindMarket market, double netQuantityCoin)
    {
        var quantity = Math.Abs(netQuantityCoin);
        var byVolume = ParticipationRate * market.VolumeCoinPerDay;
        var byDepth = ReplenishmentsPerDay * market.CoinWithin(UnwindMarket.SideFor(netQuantityCoin), SliceDistance);
        var rate = Math.Min(byVolume, byDepth);
        var (days, limit) = (BaseDays, HorizonLimit.Base);
        // Compared as a product: a book with nothing within the slice distance has the rate 0.
        if (quantity > rate * BaseDays) (days, limit) = (quantity / rate, byVolume <= byDepth ? HorizonLimit.Volume : HorizonLimit.Depth);
        if (quantity > rate * MaxDays) (days, limit) = (MaxDays, HorizonLimit.Cap);
        return new(Math.Clamp(days, BaseDays, MaxDays), BaseDays, Math.Max(1, ReplenishmentsPerDay * days), rate, limit);
    }
}
