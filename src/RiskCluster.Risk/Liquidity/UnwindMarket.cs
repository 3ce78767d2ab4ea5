using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Liquidity;

/// <summary>What the unwind of one underlying meets (MODEL MRG-5). Immutable.</summary>
/// <param name="Depth">The order book.</param>
/// <param name="VolDaily">Volatility of one day's return; within [0, 10].</param>
/// <param name="VolumeCoinPerDay">Coins that trade on an average day; within [1e-12, 1e15].</param>
/// <param name="OpenInterestCoin">Coins of open positions, one side counted; within [0, 1e15].</param>
/// <param name="VolRegime">Volatility now over its normal level; >= 0. Below 1 is no relief.</param>
/// <param name="CongestionFactor">Cost of trading now over its normal level, 1 without congestion; >= 0. Below 1 is no relief.</param>
public readonly record struct UnwindMarket(DepthProfile Depth, double VolDaily, double VolumeCoinPerDay, double OpenInterestCoin, double VolRegime, double CongestionFactor)
{
    internal static readonly Interval VolDailyBounds = Interval.Closed(0, 10);

    /// <summary>Volatility of one day's return.</summary>
    public double VolDaily { get; } = VolDaily.Within(VolDailyBounds);

    /// <summary>Coins a day.</summary>
    public double VolumeCoinPerDay { get; } = VolumeCoinPerDay.Within(DepthProfile.LevelBounds);

    /// <summary>Coins.</summary>
    public double OpenInterestCoin { get; } = OpenInterestCoin.Within(DepthProfile.QuantityBounds);

    /// <summary>1 is normal.</summary>
    public double VolRegime { get; } = VolRegime.NotNegative();

    /// <summary>1 is normal.</summary>
    public double CongestionFactor { get; } = CongestionFactor.NotNegative();

    /// <summary>
    /// How many of the book's units a coin is: 1 for a book in coins; the price of a coin for a book around a mid of 1 whose unit is a dollar's worth, so that
    /// a book governed in USD needs no new profile when the price moves. > 0.
    /// </summary>
    public double DepthUnitsPerCoin { get; init => field = value.Positive(); } = 1;

    /// <summary>The mid, USD per coin.</summary>
    public double MidUsd => Depth.MidUsd * DepthUnitsPerCoin;

    /// <summary>One venue of several: its share of depth, volume and open interest, at the same volatility and regimes.</summary>
    /// <param name="share">> 0.</param>
    public UnwindMarket OfShare(double share) =>
        new(Depth.OfShare(share), VolDaily, VolumeCoinPerDay * share, OpenInterestCoin * share, VolRegime, CongestionFactor) { DepthUnitsPerCoin = DepthUnitsPerCoin };

    /// <summary>The side that a position is unwound against: bids for a long.</summary>
    /// <param name="netQuantityCoin">Signed coins, long positive.</param>
    public static DepthSide SideFor(double netQuantityCoin) => netQuantityCoin >= 0 ? DepthSide.Bids : DepthSide.Asks;

    /// <summary>USD lost against the mid by trading coins through the book at once; any finite quantity of 0 or more.</summary>
    internal double CostUsd(DepthSide side, double coin) => Depth.AnyCostUsd(side, coin * DepthUnitsPerCoin);

    /// <summary>How far from the mid the coin after <paramref name="coin"/> coins trades, as a fraction of the mid.</summary>
    internal double MarginalDistance(DepthSide side, double coin) => Depth.MarginalDistance(side, Math.Min(coin * DepthUnitsPerCoin, DepthProfile.QuantityBounds.High));

    /// <summary>Coins seen at a distance from the mid or nearer.</summary>
    internal double CoinWithin(DepthSide side, double distance) => Depth.CoinWithin(side, distance) / DepthUnitsPerCoin;
}
