using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Risk.Tests.Liquidity;

[Trait("Rule", "MRG-5")]
public sealed class ConcentrationRuleTests
{
    // 2 x (share - 0.1)^2, at most 0.3: a share of 0.4 costs 2 x 0.09; 0.3 is reached at 0.1 + sqrt(0.15) = 0.487.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(500, 0)]
    [InlineData(2000, 0.18)]
    [InlineData(-2000, 0.18)]
    [InlineData(2500, 0.3)]
    [InlineData(1e9, 0.3)]
    public void A_large_share_of_the_market_costs(double coin, double fraction) => TestUnwind.Concentration.Fraction(coin, 5000).ShouldBe(fraction, 1e-12);

    [Fact]
    public void Where_nothing_is_open_every_position_is_at_the_cap()
    {
        TestUnwind.Concentration.Fraction(1e-9, 0).ShouldBe(0.3);
        TestUnwind.Concentration.Fraction(0, 0).ShouldBe(0);
    }

    [Fact]
    public void A_share_beyond_all_measure_is_a_number() =>
        new ConcentrationRule(0.1, 0, 4, 0.3).Fraction(1e15, double.Epsilon).ShouldBe(0);

    [Fact]
    public void The_amount_rises_with_size_is_convex_below_the_cap_and_never_above_it() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var rule = new ConcentrationRule(random.NextDouble(), 10 * random.NextDouble(), 1 + 3 * random.NextDouble(), random.NextDouble());
            var coins = Enumerable.Range(0, 200).Select(i => 0.02 * i).ToArray();
            var fractions = coins.Select(coin => rule.Fraction(coin, 1)).ToArray();
            var amounts = coins.Zip(fractions, (coin, fraction) => coin * fraction).ToArray();
            var below = fractions.TakeWhile(fraction => fraction < rule.MaxFraction).Count();
            return fractions.All(fraction => fraction >= 0 && fraction <= rule.MaxFraction)
                && Enumerable.Range(1, 199).All(i => amounts[i] >= amounts[i - 1])
                && Enumerable.Range(1, Math.Max(0, below - 2)).All(i => amounts[i + 1] - amounts[i] >= amounts[i] - amounts[i - 1] - 1e-12);
        }));

    [Fact]
    public void Every_parameter_has_bounds()
    {
        double Figure(ConcentrationRule probe) => probe.Fraction(2000, 5000);
        ParameterProbe.Check("ThresholdShare", ConcentrationRule.ThresholdShareBounds, value => new ConcentrationRule(value, 2, 2, 0.3), Figure);
        ParameterProbe.Check("Slope", ConcentrationRule.SlopeBounds, value => new ConcentrationRule(0.1, value, 2, 0.3), Figure);
        ParameterProbe.Check("Power", ConcentrationRule.PowerBounds, value => new ConcentrationRule(0.1, 2, value, 0.3), Figure);
        ParameterProbe.Check("MaxFraction", ConcentrationRule.MaxFractionBounds, value => new ConcentrationRule(0.1, 2, 2, value), Figure);
        Should.Throw<ArgumentOutOfRangeException>(() => TestUnwind.Concentration.Fraction(double.NaN, 1)).ParamName.ShouldBe("quantityCoin");
        Should.Throw<ArgumentOutOfRangeException>(() => TestUnwind.Concentration.Fraction(1, -1)).ParamName.ShouldBe("openInterestCoin");
    }
}
