using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Collateral;
using RiskCluster.Risk.Tests.Liquidity;

namespace RiskCluster.Risk.Tests.Collateral;

[Trait("Rule", "COL-3")]
public sealed class IssuerDefaultRuleTests
{
    private static readonly IssuerDefaultRule Rule = TestCollateral.Default;

    // BBB: p = 0.02 a year, lost 0.6. Half a year: 1 - sqrt(0.98) = 0.0100505. N^-1 = -2.32445, bad day N^-1(0.99) = 2.32635, r = 0.3:
    // (-2.32445 + 0.697904)/sqrt(0.91) = -1.705087 -> 0.044089. Stressed part 0.6 x (0.044089 - 0.010051) = 0.020423.
    [Fact]
    public void An_issuer_that_may_fail_with_the_portfolio_costs_more_than_its_expected_loss()
    {
        var (expected, stressed) = Rule.Haircuts(TestCollateral.Claim(rating: "BBB", correlation: 0.3, redemptionDays: 182.5)).ShouldNotBeNull();
        expected.ShouldBe(0.6 * 0.0100505063, 1e-10);
        stressed.ShouldBe(0.020423, 2e-6);
    }

    [Fact]
    public void Correlation_below_the_floor_and_redemption_sooner_than_the_least_time_count_as_those()
    {
        Rule.Haircuts(TestCollateral.Claim(correlation: -1)).ShouldBe(Rule.Haircuts(TestCollateral.Claim(correlation: 0.1)));
        Rule.Haircuts(TestCollateral.Claim(redemptionDays: 0)).ShouldBe(Rule.Haircuts(TestCollateral.Claim(redemptionDays: 73)));
        Rule.Haircuts(TestCollateral.Claim(rating: "CCC")).ShouldBeNull();
    }

    [Theory]
    [InlineData(0, 0.5, 0)]
    [InlineData(1, 0.5, 1)]
    [InlineData(0.2, 0, 0.2)]
    public void Certain_things_and_independent_ones_stay_as_they_are(double probability, double correlation, double stressed) =>
        new IssuerDefaultRule(TestCollateral.Ratings, 0.99, 0, 0).StressedProbability(probability, correlation).ShouldBe(stressed, 1e-12);

    [Fact]
    public void The_haircut_never_falls_with_correlation_probability_or_confidence() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var floor = 0.5 * random.NextDouble();
            IssuerDefaultRule At(double confidence) => new(TestCollateral.Ratings, confidence, floor, 0);
            var (confidence, probability) = (0.5 + 0.4999 * random.NextDouble(), Math.Exp(-15 * random.NextDouble()));
            var byCorrelation = Enumerable.Range(-20, 41).Select(i => At(confidence).StressedProbability(probability, i / 20.0)).ToArray();
            var byProbability = Enumerable.Range(0, 41).Select(i => At(confidence).StressedProbability(i / 40.0, floor)).ToArray();
            var byConfidence = Enumerable.Range(0, 41).Select(i => At(0.5 + i * 0.01).StressedProbability(probability, floor)).ToArray();
            return Rises(byCorrelation) && Rises(byProbability) && Rises(byConfidence) && byCorrelation[0] >= probability * (1 - 1e-9) && byCorrelation[^1] <= 1;
        }));

    [Fact]
    public void Every_parameter_has_bounds()
    {
        static double Figure(IssuerDefaultRule rule) => rule.Haircuts(TestCollateral.Claim()) is var (expected, stressed) ? expected + stressed : -1;
        ParameterProbe.Check("Confidence", IssuerDefaultRule.ConfidenceBounds, value => new IssuerDefaultRule(TestCollateral.Ratings, value, 0.1, 0.2), Figure);
        ParameterProbe.Check("MinCorrelation", IssuerDefaultRule.MinCorrelationBounds, value => new IssuerDefaultRule(TestCollateral.Ratings, 0.99, value, 0.2), Figure);
        ParameterProbe.Check("MinYears", IssuerDefaultRule.MinYearsBounds, value => new IssuerDefaultRule(TestCollateral.Ratings, 0.99, 0.1, value), Figure);
        ParameterProbe.Check("DefaultProbabilityAnnual", IssuerRating.DefaultProbabilityAnnualBounds, value => new IssuerRating(value, 0.6), rating => rating.DefaultProbability(0.5));
        ParameterProbe.Check("LossGivenDefault", IssuerRating.LossGivenDefaultBounds, value => new IssuerRating(0.1, value), rating => rating.LossGivenDefault);
        ParameterProbe.Check("IssuerCorrelation", RealWorldClaim.IssuerCorrelationBounds, value => TestCollateral.Claim(correlation: value), claim => Rule.Haircuts(claim)!.Value.Stressed);
        ParameterProbe.Check("RedemptionDays", RealWorldClaim.RedemptionDaysBounds, value => TestCollateral.Claim(redemptionDays: value), claim => Rule.Haircuts(claim)!.Value.Stressed);
    }

    private static bool Rises(double[] values) => values.Zip(values.Skip(1)).All(pair => pair.Second >= pair.First - 1e-12);
}
