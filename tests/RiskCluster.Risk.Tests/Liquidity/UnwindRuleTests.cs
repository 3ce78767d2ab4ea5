using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Risk.Tests.Liquidity;

[Trait("Rule", "MRG-5")]
public sealed class UnwindRuleTests
{
    // 800 coins over 2 days in 8 orders of 100. Each order goes from 0.001 to 0.011: 100 x 100 x 0.006 = 60, of which 10 are the half-spread.
    // Impact: 80,000 x 0.04 x sqrt(800/10,000) = 905.097. Share of open interest 0.16: 80,000 x 2 x 0.06^2 = 576.
    [Fact]
    public void The_cost_is_the_sum_of_its_parts()
    {
        var cost = TestUnwind.Rule.Of(TestUnwind.With(regime: 1.5, congestion: 2), new(800, VegaSpreadUsd: 7));
        cost.NotionalUsd.ShouldBe(80_000, 1e-6);
        cost.HalfSpreadUsd.ShouldBe(80, 1e-6);
        cost.WalkUsd.ShouldBe(8 * 50, 1e-6);
        cost.ImpactUsd.ShouldBe(905.09667991878, 1e-6);
        cost.VegaSpreadUsd.ShouldBe(7);
        cost.ConcentrationUsd.ShouldBe(576, 1e-6);
        cost.TradingUsd.ShouldBe(3 * (80 + 400 + 905.09667991878 + 7), 1e-6);
        cost.TotalUsd.ShouldBe(3 * (80 + 400 + 905.09667991878 + 7) + 576, 1e-6);
        cost.Horizon.ScanScale.ShouldBe(2, 1e-9);
    }

    [Theory]
    [InlineData(0.2, 0.5, 1, 1)]
    [InlineData(2.5, 1.5, 2.5, 1.5)]
    [InlineData(50, 60, 3, 4)]
    public void Regimes_raise_the_cost_and_never_lower_it(double regime, double congestion, double appliedRegime, double appliedCongestion)
    {
        var cost = TestUnwind.Rule.Of(TestUnwind.With(regime: regime, congestion: congestion), new(10));
        (cost.VolRegime, cost.CongestionFactor).ShouldBe((appliedRegime, appliedCongestion));
        cost.TradingUsd.ShouldBe(appliedRegime * appliedCongestion * TestUnwind.Rule.Of(TestUnwind.Market, new(10)).TradingUsd, 1e-9);
    }

    [Fact]
    public void Nothing_costs_nothing()
    {
        var cost = TestUnwind.Rule.Of(TestUnwind.With(openInterest: 0, regime: 9, congestion: 9), new(0));
        cost.TotalUsd.ShouldBe(0);
        cost.Horizon.ScanScale.ShouldBe(1);
    }

    [Fact]
    public void A_long_meets_the_bids_and_a_short_the_asks()
    {
        // A thin ask side: 200 coins in 2 orders of 100 cost far more to buy back than to sell.
        var thin = DepthProfile.FromBook([new(99.9, 1000)], [new(100.1, 1), new(110, 1000)]);
        var rule = TestUnwind.Rule;
        rule.Of(TestUnwind.With(thin), new(200)).WalkUsd.ShouldBe(0, 1e-9);
        rule.Of(TestUnwind.With(thin), new(-200)).WalkUsd.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public void The_cost_rises_with_size_and_no_part_is_negative() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var market = TestUnwind.With(TestDepth.Random(random), Math.Exp(12 * random.NextDouble()), Math.Exp(12 * random.NextDouble()), 3 * random.NextDouble(), 3 * random.NextDouble());
            var sign = random.Next(2) * 2 - 1;
            var costs = Enumerable.Range(0, 60).Select(i => TestUnwind.Rule.Of(market, new(sign * 0.01 * Math.Pow(1.5, i)))).ToArray();
            return costs.All(cost => cost is { HalfSpreadUsd: > 0, WalkUsd: >= 0, ImpactUsd: > 0, ConcentrationUsd: >= 0 } && double.IsFinite(cost.TotalUsd))
                && costs.Zip(costs.Skip(1)).All(pair => pair.Second.TotalUsd > pair.First.TotalUsd);
        }));

    [Fact]
    public void Splitting_over_accounts_changes_nothing_and_separate_markets_are_cheaper()
    {
        var whole = UnwindExposure.Of([new("BTC-PERPETUAL", 800, 1, 0, 0)]);
        var split = UnwindExposure.Of([.. Enumerable.Repeat(new UnwindLeg("BTC-PERPETUAL", 100, 1, 0, 0), 4), .. Enumerable.Repeat(new UnwindLeg("BTC-27MAR26", 100, 1, 0, 0), 4)]);
        split.ShouldBe(whole);
        var half = TestUnwind.Rule.Of(TestUnwind.Market, new(400)).TotalUsd;
        (2 * half).ShouldBeLessThan(TestUnwind.Rule.Of(TestUnwind.Market, whole).TotalUsd);
    }

    // Deltas 10 x 0.5 - 4 x 0.25 = 4 coins. Call: 10 + 2 - 4 = 8 of it, 8 x 20 vega x 0.01 = 1.6. Put: |-5| x 30 x 0.02 = 3. They do not net.
    [Fact]
    public void Options_leave_their_delta_together_and_their_volatility_one_by_one()
    {
        var exposure = UnwindExposure.Of(
        [
            new("CALL", 10, 0.5, 20, 0.005), new("PUT", -5, -0.2, 30, 0.02), new("CALL", 2, 0.5, 20, 0.01), new("CALL", -4, 0.5, 20, 0.005),
            new("PERP", -1, 1, 0, 0),
        ]);
        exposure.NetDeltaCoin.ShouldBe(8 * 0.5 + 1 - 1, 1e-12);
        exposure.VegaSpreadUsd.ShouldBe(1.6 + 3, 1e-12);
        UnwindExposure.Of([]).ShouldBe(new(0));
    }

    [Fact]
    public void Slices_of_a_linear_book_cost_what_the_even_schedule_of_Almgren_and_Chriss_expects()
    {
        // The marginal price moves 100 x 0.1/1,000 = 0.01 USD a coin: in an order of n coins it costs 0.005 n a coin, so eta/tau = 0.005.
        var cost = TestUnwind.Rule.Of(TestUnwind.Market, new(800));
        var tauDays = cost.Horizon.Days / cost.Horizon.Slices;
        var schedule = new AlmgrenChriss(800, cost.Horizon.Days, (int)Math.Round(cost.Horizon.Slices), VolUsd: 4, HalfSpreadUsd: 0.1, PermanentImpact: 0, TemporaryImpact: 0.005 * tauDays);
        schedule.ExpectedCostUsd(schedule.LinearHoldings()).ShouldBe(cost.HalfSpreadUsd + cost.WalkUsd, 1e-6);
    }

    [Fact]
    public void Every_parameter_has_bounds()
    {
        double Figure(UnwindRule probe) => probe.Of(TestUnwind.With(regime: 100, congestion: 100), new(800)).TotalUsd;
        ParameterProbe.Check("ImpactCoefficient", UnwindRule.ImpactCoefficientBounds, value => new UnwindRule(value, 3, 4, TestUnwind.Horizon, TestUnwind.Concentration), Figure);
        ParameterProbe.Check("MaxVolRegime", UnwindRule.MaxVolRegimeBounds, value => new UnwindRule(1, value, 4, TestUnwind.Horizon, TestUnwind.Concentration), Figure);
        ParameterProbe.Check("MaxCongestion", UnwindRule.MaxCongestionBounds, value => new UnwindRule(1, 3, value, TestUnwind.Horizon, TestUnwind.Concentration), Figure);
        ParameterProbe.Check("NetDeltaCoin", UnwindExposure.NetDeltaCoinBounds, value => new UnwindExposure(value), exposure => TestUnwind.Rule.Of(TestUnwind.Market, exposure).TotalUsd);
        Should.Throw<ArgumentOutOfRangeException>(() => new UnwindExposure(1, -1)).ParamName.ShouldBe("VegaSpreadUsd");
        Should.Throw<ArgumentOutOfRangeException>(() => new UnwindLeg("X", double.NaN, 1, 0, 0)).ParamName.ShouldBe("Quantity");
        Should.Throw<ArgumentOutOfRangeException>(() => new UnwindLeg("X", 1, double.NaN, 0, 0)).ParamName.ShouldBe("DeltaCoin");
        Should.Throw<ArgumentOutOfRangeException>(() => new UnwindLeg("X", 1, 1, double.PositiveInfinity, 0)).ParamName.ShouldBe("VegaUsd");
        Should.Throw<ArgumentOutOfRangeException>(() => new UnwindLeg("X", 1, 1, 0, -0.1)).ParamName.ShouldBe("VolHalfSpread");
    }
}
