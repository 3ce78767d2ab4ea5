using System.Collections.Immutable;
using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Market;

namespace RiskCluster.Risk.Margin;

/// <summary>What getting rid of a position costs, and what is assumed of a market that does not tell (MRG-5).</summary>
/// <param name="Rule">From exposure and market to cost and horizon.</param>
/// <param name="VolHalfSpread">Half the distance between bid and ask volatility of an option, decimal; within [0, 1].</param>
/// <param name="MaintenanceShare">What of the cost counts in maintenance; within [0, 1].</param>
/// <param name="Default">Liquidity of underlyings that are not named.</param>
/// <param name="ByUnderlying">Liquidity of those that are.</param>
public sealed record RiskModelUnwind(
    UnwindRule Rule,
    double VolHalfSpread,
    double MaintenanceShare,
    RiskModelLiquidity Default,
    ImmutableSortedDictionary<string, RiskModelLiquidity> ByUnderlying)
{
    /// <summary>What stands in for an underlying whose market tells nothing.</summary>
    public RiskModelLiquidity LiquidityOf(string underlying) => ByUnderlying.GetValueOrDefault(underlying, Default);

    /// <summary>What the unwind of a snapshot's underlying meets: what the market tells, and the governed default for what it does not. Allocates nothing.</summary>
    public UnwindMarket MarketOf(MarketSnapshot snapshot)
    {
        var (told, governed) = (snapshot.Liquidity, LiquidityOf(snapshot.Underlying));
        // Without a price nothing of the underlying has a figure; what is made of it must only be finite.
        var indexUsd = snapshot.IndexPrice is > 0 and <= 1e12 ? snapshot.IndexPrice : 1;
        return new(
            told?.Depth ?? governed.Depth,
            told?.VolDaily ?? governed.VolDaily,
            told?.VolumeCoinPerDay ?? Math.Clamp(governed.VolumeUsdPerDay / indexUsd, DepthProfile.LevelBounds.Low, DepthProfile.LevelBounds.High),
            told?.OpenInterestCoin ?? Math.Min(governed.OpenInterestUsd / indexUsd, DepthProfile.QuantityBounds.High),
            told?.VolRegime ?? 1,
            told?.CongestionFactor ?? 1)
        {
            DepthUnitsPerCoin = told?.Depth is null ? indexUsd : 1,
        };
    }

    internal static RiskModelUnwind Read(RiskModelNode node) => new(
        new(
            node.Number("impact_coefficient", UnwindRule.ImpactCoefficientBounds),
            node.Number("max_vol_regime", UnwindRule.MaxVolRegimeBounds),
            node.Number("max_congestion", UnwindRule.MaxCongestionBounds),
            node.Object("horizon", ReadHorizon),
            node.Object("concentration", ReadConcentration)),
        node.Number("vol_half_spread", Interval.Closed(0, 1)),
        node.Number("maintenance_share", Interval.Closed(0, 1)),
        node.Object("default", RiskModelLiquidity.Read),
        node.Map("by_underlying", RiskModelLiquidity.Read));

    private static LiquidationHorizonRule ReadHorizon(RiskModelNode node)
    {
        var baseDays = node.Number("base_days", LiquidationHorizonRule.BaseDaysBounds);
        var maxDays = node.Number("max_days", LiquidationHorizonRule.MaxDaysBounds(LiquidationHorizonRule.BaseDaysBounds.Low));
        node.Require(maxDays >= baseDays, "max_days", "must not be below base_days");
        return new(
            baseDays,
            Math.Max(baseDays, maxDays),
            node.Number("participation", LiquidationHorizonRule.ParticipationRateBounds),
            node.Number("slice_distance", LiquidationHorizonRule.SliceDistanceBounds),
            node.Number("replenishments_per_day", LiquidationHorizonRule.ReplenishmentsPerDayBounds));
    }

    private static ConcentrationRule ReadConcentration(RiskModelNode node) => new(
        node.Number("threshold_share", ConcentrationRule.ThresholdShareBounds),
        node.Number("slope", ConcentrationRule.SlopeBounds),
        node.Number("power", ConcentrationRule.PowerBounds),
        node.Number("max_fraction", ConcentrationRule.MaxFractionBounds));
}
