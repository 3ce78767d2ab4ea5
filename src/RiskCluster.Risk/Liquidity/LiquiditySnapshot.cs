using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Liquidity;

/// <summary>What a market tells of an underlying's liquidity beside its prices (MODEL MKT-1). Immutable; what is null the margin model's governed default stands in for.</summary>
/// <param name="Depth">The order book, in coins.</param>
/// <param name="VolDaily">Volatility of one day's return; within [0, 10].</param>
/// <param name="VolumeCoinPerDay">Coins that trade on an average day; within [1e-12, 1e15].</param>
/// <param name="OpenInterestCoin">Coins of open positions, one side counted; within [0, 1e15].</param>
/// <param name="VolRegime">Volatility now over its normal level; >= 0, 1 where nothing is said.</param>
/// <param name="CongestionFactor">Cost of trading now over its normal level; >= 0, 1 where nothing is said.</param>
public sealed record LiquiditySnapshot(
    DepthProfile? Depth = null,
    double? VolDaily = null,
    double? VolumeCoinPerDay = null,
    double? OpenInterestCoin = null,
    double VolRegime = 1,
    double CongestionFactor = 1)
{
    /// <summary>Most that either regime may be told as; the margin model's own bounds are far below it.</summary>
    internal static readonly Interval RegimeBounds = Interval.Closed(0, 1000);

    /// <summary>Volatility of one day's return.</summary>
    public double? VolDaily { get; } = VolDaily?.Within(UnwindMarket.VolDailyBounds, nameof(VolDaily));

    /// <summary>Coins a day.</summary>
    public double? VolumeCoinPerDay { get; } = VolumeCoinPerDay?.Within(DepthProfile.LevelBounds, nameof(VolumeCoinPerDay));

    /// <summary>Coins.</summary>
    public double? OpenInterestCoin { get; } = OpenInterestCoin?.Within(DepthProfile.QuantityBounds, nameof(OpenInterestCoin));

    /// <summary>1 is normal.</summary>
    public double VolRegime { get; } = VolRegime.Within(RegimeBounds);

    /// <summary>1 is normal.</summary>
    public double CongestionFactor { get; } = CongestionFactor.Within(RegimeBounds);

    /// <summary>The same liquidity after a move of price: the same coins at the same distances from the new mid.</summary>
    /// <param name="ratio">New price over the present one; > 0.</param>
    public LiquiditySnapshot MovedBy(double ratio) => new(Depth?.MovedBy(ratio), VolDaily, VolumeCoinPerDay, OpenInterestCoin, VolRegime, CongestionFactor);
}
