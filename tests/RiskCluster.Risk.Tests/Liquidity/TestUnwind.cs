using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Risk.Tests.Liquidity;

internal static class TestUnwind
{
    /// <summary>Half a day; up to a tenth of the volume; 4 times a day what lies within 0.011 of the mid.</summary>
    public static LiquidationHorizonRule Horizon { get; } = new(BaseDays: 0.5, MaxDays: 8, ParticipationRate: 0.1, SliceDistance: 0.011, ReplenishmentsPerDay: 4);

    public static ConcentrationRule Concentration { get; } = new(ThresholdShare: 0.1, Slope: 2, Power: 2, MaxFraction: 0.3);

    public static UnwindRule Rule { get; } = new(ImpactCoefficient: 1, MaxVolRegime: 3, MaxCongestion: 4, Horizon, Concentration);

    /// <summary>100 coins a side within 0.011 of the mid of 100 USD, 10,000 coins a day, 5,000 coins open, 4 % a day.</summary>
    public static UnwindMarket Market { get; } = new(TestDepth.Even, VolDaily: 0.04, VolumeCoinPerDay: 10_000, OpenInterestCoin: 5_000, VolRegime: 1, CongestionFactor: 1);

    public static UnwindMarket With(DepthProfile? depth = null, double? volume = null, double? openInterest = null, double regime = 1, double congestion = 1) =>
        new(depth ?? Market.Depth, Market.VolDaily, volume ?? Market.VolumeCoinPerDay, openInterest ?? Market.OpenInterestCoin, regime, congestion);
}
