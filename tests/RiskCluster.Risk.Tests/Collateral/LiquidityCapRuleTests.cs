using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Collateral;
using RiskCluster.Risk.Tests.Liquidity;

namespace RiskCluster.Risk.Tests.Collateral;

[Trait("Rule", "COL-1")]
public sealed class LiquidityCapRuleTests
{
    private static readonly LiquidityCapRule Rule = new(SaleDistance: 0.02, Refills: 4, DepthShare: 0.5, TaperMultiple: 3, DefaultCapUsd: 50);

    // C = 100, k = 3: up to 100 all of it; then from 1 down to 0 over 200 more. At 200, halfway: 100 + 200 x 0.5 x 0.75 = 175. At the end 100 + 100.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(100, 100)]
    [InlineData(200, 175)]
    [InlineData(300, 200)]
    [InlineData(1e12, 200)]
    public void Beyond_the_cap_each_dollar_counts_less(double valueUsd, double countedUsd) => Rule.CountedUsd(valueUsd, 100).ShouldBe(countedUsd, 1e-9);

    [Fact]
    public void Without_taper_the_cap_cuts_off_and_a_cap_of_nothing_counts_nothing()
    {
        var hard = new LiquidityCapRule(0.02, 4, 0.5, 1, 50);
        hard.CountedUsd(100, 100).ShouldBe(100);
        hard.CountedUsd(101, 100).ShouldBe(100);
        Rule.CountedUsd(5, 0).ShouldBe(0);
        Rule.CountedUsd(5, double.PositiveInfinity).ShouldBe(5);
    }

    // Within 0.02 of the mid are bid 99 + 2 x 98 = 295 USD; half of it, four times: 590.
    [Fact]
    public void The_cap_is_what_depth_can_sell_or_the_governed_one_if_that_is_lower()
    {
        Rule.CapUsd(new("X", "A", 1, 1, Depth: TestDepth.Small)).ShouldBe(590, 1e-9);
        Rule.CapUsd(new("X", "A", 1, 1, Depth: TestDepth.Small, CapUsd: 1000)).ShouldBe(590, 1e-9);
        Rule.CapUsd(new("X", "A", 1, 1, Depth: TestDepth.Small, CapUsd: 500)).ShouldBe(500);
        Rule.CapUsd(new("X", "A", 1, 1, CapUsd: 500)).ShouldBe(500);
        Rule.CapUsd(new("X", "A", 1, 1, CapUsd: double.PositiveInfinity)).ShouldBe(double.PositiveInfinity);
        Rule.CapUsd(new("X", "A", 1, 1)).ShouldBe(50);
    }

    [Fact]
    public void What_counts_never_falls_with_size_and_never_exceeds_value_or_cap() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var rule = new LiquidityCapRule(0.02, 4, 0.5, 1 + 9 * random.NextDouble(), 50);
            var cap = 1000 * random.NextDouble();
            var values = Enumerable.Range(0, 300).Select(i => i * cap / 25).ToArray();
            var counted = values.Select(value => rule.CountedUsd(value, cap)).ToArray();
            return counted.Zip(values).All(pair => pair.First >= 0 && pair.First <= pair.Second && pair.First <= cap * (rule.TaperMultiple + 1) / 2 * (1 + 1e-12))
                && counted.Zip(counted.Skip(1)).All(pair => pair.Second >= pair.First - 1e-9);
        }));

    [Fact]
    public void Every_parameter_has_bounds()
    {
        static double Figure(LiquidityCapRule rule) => rule.CountedUsd(1000, rule.CapUsd(new("X", "A", 1, 1, Depth: TestDepth.Small))) + rule.CapUsd(new("X", "A", 1, 1));
        ParameterProbe.Check("SaleDistance", LiquidityCapRule.SaleDistanceBounds, value => new LiquidityCapRule(value, 4, 0.5, 3, 50), Figure);
        ParameterProbe.Check("Refills", LiquidityCapRule.RefillsBounds, value => new LiquidityCapRule(0.02, value, 0.5, 3, 50), Figure);
        ParameterProbe.Check("DepthShare", LiquidityCapRule.DepthShareBounds, value => new LiquidityCapRule(0.02, 4, value, 3, 50), Figure);
        ParameterProbe.Check("TaperMultiple", LiquidityCapRule.TaperMultipleBounds, value => new LiquidityCapRule(0.02, 4, 0.5, value, 50), Figure);
        ParameterProbe.Check("DefaultCapUsd", LiquidityCapRule.DefaultCapUsdBounds, value => new LiquidityCapRule(0.02, 4, 0.5, 3, value), Figure);
        Should.Throw<ArgumentOutOfRangeException>(() => Rule.CountedUsd(-1, 1)).ParamName.ShouldBe("valueUsd");
        Should.Throw<ArgumentOutOfRangeException>(() => Rule.CountedUsd(1, double.NaN)).ParamName.ShouldBe("capUsd");
    }
}
