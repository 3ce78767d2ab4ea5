using RiskCluster.Risk.Collateral;
using RiskCluster.Risk.Tests.Liquidity;

namespace RiskCluster.Risk.Tests.Collateral;

/// <summary>The rules of one line each: profit, wrong way, redemption, price age, issuer cap.</summary>
public sealed class SmallRuleTests
{
    [Theory]
    [Trait("Rule", "MRG-7")]
    [InlineData(100, 80, 1)]
    [InlineData(1000, 500, 2)]
    [InlineData(0, 0, 0)]
    [InlineData(-100, -100, 0)]
    public void A_profit_counts_in_part_and_a_loss_fully(double profitUsd, double countedUsd, int steps)
    {
        var value = new UnrealisedProfitRule(0.2, 500).Of(profitUsd);
        value.CountedUsd.ShouldBe(countedUsd, 1e-9);
        value.GrossUsd.ShouldBe(profitUsd);
        value.Steps.Length.ShouldBe(steps);
    }

    [Fact]
    [Trait("Rule", "MRG-7")]
    public void The_profit_rule_has_bounds()
    {
        ParameterProbe.Check("Haircut", UnrealisedProfitRule.HaircutBounds, value => new UnrealisedProfitRule(value, 500), rule => rule.Of(100).CountedUsd);
        ParameterProbe.Check("CapUsd", UnrealisedProfitRule.CapUsdBounds, value => new UnrealisedProfitRule(0.2, value), rule => rule.Of(100).CountedUsd);
        Should.Throw<ArgumentOutOfRangeException>(() => new UnrealisedProfitRule(0, 1).Of(double.NaN)).ParamName.ShouldBe("profitUsd");
    }

    [Fact]
    [Trait("Rule", "COL-1")]
    public void The_wrong_way_rule_has_bounds()
    {
        static double Figure(WrongWayRule rule) => rule.CorrelationHaircut(0.5) + rule.OwnTokenHaircut;
        ParameterProbe.Check("CorrelationWeight", WrongWayRule.CorrelationWeightBounds, value => new WrongWayRule(value, 0.2), Figure);
        ParameterProbe.Check("OwnTokenHaircut", WrongWayRule.OwnTokenHaircutBounds, value => new WrongWayRule(0.2, value), Figure);
        new WrongWayRule(0.4, 0).CorrelationHaircut(0.5).ShouldBe(0.2, 1e-15);
        new WrongWayRule(0.4, 0).CorrelationHaircut(-0.5).ShouldBe(0);
    }

    // A year at 5 %: 1 - exp(-0.05); a quarter of a year at 0.04 a root of a year: 0.02.
    [Fact]
    [Trait("Rule", "COL-3")]
    public void Waiting_costs_interest_and_risk()
    {
        var rule = new RedemptionRule(0.05, 0.04);
        rule.TimeHaircut(TestCollateral.Claim(redemptionDays: 365)).ShouldBe(0.048770575, 1e-9);
        rule.RiskHaircut(TestCollateral.Claim(redemptionDays: 91.25)).ShouldBe(0.02, 1e-12);
        rule.TimeHaircut(TestCollateral.Claim(redemptionDays: 0)).ShouldBe(0);
        rule.RiskHaircut(TestCollateral.Claim(redemptionDays: 0)).ShouldBe(0);
        new RedemptionRule(0.05, 1).RiskHaircut(TestCollateral.Claim(redemptionDays: 3650)).ShouldBe(1);
        static double Figure(RedemptionRule rule) => rule.TimeHaircut(TestCollateral.Claim()) + rule.RiskHaircut(TestCollateral.Claim());
        ParameterProbe.Check("RateAnnual", RedemptionRule.RateAnnualBounds, value => new RedemptionRule(value, 0.04), Figure);
        ParameterProbe.Check("HaircutSqrtYear", RedemptionRule.HaircutSqrtYearBounds, value => new RedemptionRule(0.05, value), Figure);
    }

    [Theory]
    [Trait("Rule", "COL-3")]
    [InlineData(0, 0)]
    [InlineData(24, 0)]
    [InlineData(49, 0.25)]
    [InlineData(124, 1)]
    [InlineData(1e9, 1)]
    public void An_old_price_counts_less_and_a_stale_one_nothing(double ageHours, double haircut) => new PriceAgeRule(24, 124).Haircut(ageHours).ShouldBe(haircut, 1e-12);

    [Fact]
    [Trait("Rule", "COL-3")]
    public void The_price_age_rule_has_bounds()
    {
        ParameterProbe.Check("FreshHours", PriceAgeRule.FreshHoursBounds, value => new PriceAgeRule(value, 10_000), rule => rule.Haircut(50));
        ParameterProbe.Check("LimitHours", PriceAgeRule.LimitHoursBounds(24), value => new PriceAgeRule(24, value), rule => rule.Haircut(50));
        Should.Throw<ArgumentOutOfRangeException>(() => new PriceAgeRule(24, 124).Haircut(-1)).ParamName.ShouldBe("ageHours");
        Should.Throw<ArgumentOutOfRangeException>(() => TestCollateral.Claim(priceAgeHours: double.NaN)).ParamName.ShouldBe("PriceAgeHours");
    }

    [Fact]
    [Trait("Rule", "COL-3")]
    public void The_issuer_cap_is_the_smaller_of_amount_and_share()
    {
        new IssuerCapRule(300, 0.5).LimitUsd(1000).ShouldBe(300);
        new IssuerCapRule(300, 0.2).LimitUsd(1000).ShouldBe(200);
        ParameterProbe.Check("CapUsd", IssuerCapRule.CapUsdBounds, value => new IssuerCapRule(value, 0.5), rule => rule.LimitUsd(1000));
        ParameterProbe.Check("MaxShare", IssuerCapRule.MaxShareBounds, value => new IssuerCapRule(300, value), rule => rule.LimitUsd(1000));
    }
}
