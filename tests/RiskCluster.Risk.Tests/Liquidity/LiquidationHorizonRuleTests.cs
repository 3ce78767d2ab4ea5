using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Risk.Tests.Liquidity;

[Trait("Rule", "MRG-5")]
public sealed class LiquidationHorizonRuleTests
{
    // By depth 4 x 100 = 400 coins a day, by volume 0.1 x 10,000 = 1,000: 200 coins fit the base of half a day, 800 take 2 days, 3,200 take 8, 6,400 never end.
    [Theory]
    [InlineData(0, 0.5, HorizonLimit.Base, 2)]
    [InlineData(199, 0.5, HorizonLimit.Base, 2)]
    [InlineData(800, 2, HorizonLimit.Depth, 8)]
    [InlineData(-800, 2, HorizonLimit.Depth, 8)]
    [InlineData(6400, 8, HorizonLimit.Cap, 32)]
    public void More_than_depth_allows_takes_longer(double coin, double days, HorizonLimit limit, double slices)
    {
        var horizon = TestUnwind.Horizon.Of(TestUnwind.Market, coin);
        horizon.Days.ShouldBe(days, 1e-9);
        horizon.Limit.ShouldBe(limit);
        horizon.Slices.ShouldBe(slices, 1e-9);
        horizon.RateCoinPerDay.ShouldBe(400, 1e-9);
        horizon.ScanScale.ShouldBe(Math.Sqrt(days / 0.5), 1e-9);
        horizon.BufferFraction.ShouldBe(Math.Sqrt(days / 0.5) - 1, 1e-9);
    }

    [Fact]
    public void More_than_a_share_of_the_volume_takes_longer()
    {
        // A tenth of 2,000 coins a day: 200 a day, less than the book would allow.
        var horizon = TestUnwind.Horizon.Of(TestUnwind.With(volume: 2000), 300);
        horizon.Days.ShouldBe(1.5, 1e-9);
        horizon.Limit.ShouldBe(HorizonLimit.Volume);
    }

    [Fact]
    public void Nothing_within_the_slice_distance_means_the_longest_horizon()
    {
        var horizon = TestUnwind.Horizon.Of(TestUnwind.With(DepthProfile.FromBook([new(90, 1000)], [new(110, 1000)])), 1);
        horizon.Days.ShouldBe(8);
        horizon.Limit.ShouldBe(HorizonLimit.Cap);
        horizon.RateCoinPerDay.ShouldBe(0);
        TestUnwind.Horizon.Of(TestUnwind.With(DepthProfile.FromBook([new(90, 1000)], [new(110, 1000)])), 0).Days.ShouldBe(0.5);
    }

    [Fact]
    public void A_larger_position_is_never_unwound_sooner_nor_in_smaller_orders() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var market = TestUnwind.With(TestDepth.Random(random), volume: Math.Exp(12 * random.NextDouble()));
            var rule = new LiquidationHorizonRule(random.NextDouble() + 0.01, 30, random.NextDouble() + 1e-3, 0.5 * random.NextDouble() + 1e-3, 1 + 100 * random.NextDouble());
            var horizons = Enumerable.Range(0, 60).Select(i => 0.01 * Math.Pow(1.5, i)).Select(coin => (coin, horizon: rule.Of(market, coin))).ToArray();
            return horizons.Zip(horizons.Skip(1)).All(pair =>
                pair.Second.horizon.Days >= pair.First.horizon.Days
                && pair.Second.coin / pair.Second.horizon.Slices >= pair.First.coin / pair.First.horizon.Slices * (1 - 1e-12)
                && pair.First.horizon.ScanScale >= 1);
        }));

    [Fact]
    public void Every_parameter_has_bounds()
    {
        var rule = TestUnwind.Horizon;
        double Figure(LiquidationHorizonRule probe) => probe.Of(TestUnwind.Market, 800).Days;
        ParameterProbe.Check("BaseDays", LiquidationHorizonRule.BaseDaysBounds, value => new LiquidationHorizonRule(value, 31, 0.1, 0.01, 4), Figure);
        ParameterProbe.Check("MaxDays", LiquidationHorizonRule.MaxDaysBounds(0.5), value => new LiquidationHorizonRule(0.5, value, 0.1, 0.01, 4), Figure);
        ParameterProbe.Check("ParticipationRate", LiquidationHorizonRule.ParticipationRateBounds, value => new LiquidationHorizonRule(0.5, 8, value, 0.01, 4), Figure);
        ParameterProbe.Check("SliceDistance", LiquidationHorizonRule.SliceDistanceBounds, value => new LiquidationHorizonRule(0.5, 8, 0.1, value, 4), Figure);
        ParameterProbe.Check("ReplenishmentsPerDay", LiquidationHorizonRule.ReplenishmentsPerDayBounds, value => new LiquidationHorizonRule(0.5, 8, 0.1, 0.01, value), Figure);
        Should.Throw<ArgumentOutOfRangeException>(() => rule.Of(TestUnwind.Market, 2e15)).ParamName.ShouldBe("netQuantityCoin");
        Should.Throw<ArgumentOutOfRangeException>(() => rule.Of(TestUnwind.Market, double.NaN)).ParamName.ShouldBe("netQuantityCoin");
    }

    [Fact]
    public void A_market_has_bounds()
    {
        double[] bad = [-1, double.NaN, double.PositiveInfinity];
        foreach (var value in bad)
        {
            Should.Throw<ArgumentOutOfRangeException>(() => new UnwindMarket(TestDepth.Even, value, 1, 1, 1, 1)).ParamName.ShouldBe("VolDaily");
            Should.Throw<ArgumentOutOfRangeException>(() => new UnwindMarket(TestDepth.Even, 1, value, 1, 1, 1)).ParamName.ShouldBe("VolumeCoinPerDay");
            Should.Throw<ArgumentOutOfRangeException>(() => new UnwindMarket(TestDepth.Even, 1, 1, value, 1, 1)).ParamName.ShouldBe("OpenInterestCoin");
            Should.Throw<ArgumentOutOfRangeException>(() => new UnwindMarket(TestDepth.Even, 1, 1, 1, value, 1)).ParamName.ShouldBe("VolRegime");
            Should.Throw<ArgumentOutOfRangeException>(() => new UnwindMarket(TestDepth.Even, 1, 1, 1, 1, value)).ParamName.ShouldBe("CongestionFactor");
        }

        ParameterProbe.Check("VolDaily", UnwindMarket.VolDailyBounds, value => new UnwindMarket(TestDepth.Even, value, 1, 1, 1, 1), market => TestUnwind.Rule.Of(market, new(800)).TotalUsd);
        ParameterProbe.Check("VolumeCoinPerDay", DepthProfile.LevelBounds, value => new UnwindMarket(TestDepth.Even, 1, value, 1, 1, 1), market => TestUnwind.Rule.Of(market, new(800)).TotalUsd);
        ParameterProbe.Check("OpenInterestCoin", DepthProfile.QuantityBounds, value => new UnwindMarket(TestDepth.Even, 1, 1, value, 1, 1), market => TestUnwind.Rule.Of(market, new(800)).TotalUsd);
    }
}
