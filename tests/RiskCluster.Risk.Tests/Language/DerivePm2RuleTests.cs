using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Language;
using RiskCluster.Risk.Pricing;
using static RiskCluster.Risk.Tests.Language.TestCase;

namespace RiskCluster.Risk.Tests.Language;

/// <summary>Each rule of PMRM 2 alone, against the formula worked out by hand.</summary>
public sealed class DerivePm2RuleTests
{
    private const double Month = 30 * 86_400;
    private const double Years = Month / UnixTime.SecondsPerYear;
    private static readonly ModelDocument Pm2 = ModelDocument.Load("derive-pm2");

    [Theory]
    [Trait("Rule", "MRG-4")]
    [InlineData(-2, 0, 2)]
    [InlineData(-2, -1, 3)]
    [InlineData(-2, 0.5, 1.5)]
    [InlineData(-2, 3, 0)]
    [InlineData(1, -3, 2)]
    [InlineData(1, 2, 0)]
    public void A_call_and_a_put_at_one_strike_cover_each_other(double calls, double puts, double naked)
    {
        var margin = Flat().Option(60_000, 'C', calls).Option(60_000, 'P', puts).Margin(Pm2);
        Part(margin, "naked_shorts").ShouldBe((naked * 60_000 * 0.005, naked * 60_000 * 0.003));
    }

    [Fact]
    [Trait("Rule", "MRG-4")]
    public void Unsure_sources_raise_the_initial_margin_only()
    {
        var test = new TestCase("BTC", 60_000) { Spot = new(60_000, 0.9), Perpetual = new(60_000, 0.5) }
            .Expiry(new(default, Month, 60_000, ForwardConfidence: 0.8, RateConfidence: 0.4, Smile: Vols((60_000, 0.6)), VolConfidence: 0.95))
            .Option(60_000, 'C', 2)
            .Hold("BTC_USDC-PERPETUAL", -1)
            .Collateral("USDT", 100, 1, confidence: 0.3);
        // Perpetual: 1 - 0.5; options, gross: 1 - 0.4; collateral: 1 - 0.3.
        Part(test.Margin(Pm2), "confidence").Initial.ShouldBe(0.5 * 60_000 + 0.6 * 2 * 60_000 + 0.7 * 100, 1e-6);
        Part(test.Margin(Pm2), "confidence").Maintenance.ShouldBe(0);
        Part(test.Margin(ModelPatch.Apply("derive-pm2", ("components.confidence.threshold", 0.4))), "confidence").Initial.ShouldBe(70, 1e-9, "0.4 is not below 0.4");
    }

    [Fact]
    [Trait("Rule", "MRG-4")]
    public void A_stable_coin_off_its_peg_scales_the_scan_of_the_initial_margin()
    {
        var pegged = new TestCase("BTC", 60_000) { StablePriceUsd = 0.98 }.Hold("BTC_USDC-PERPETUAL", 1).Margin(Pm2);
        var broken = new TestCase("BTC", 60_000) { StablePriceUsd = 0.88 }.Hold("BTC_USDC-PERPETUAL", 1).Margin(Pm2);
        Part(broken, "scan").Initial.ShouldBeRelatively(1.2 * Part(pegged, "scan").Initial);
        Part(broken, "scan").Maintenance.ShouldBe(Part(pegged, "scan").Maintenance);
    }

    [Theory]
    [Trait("Rule", "INS-1")]
    [InlineData(1800, 1.0)]
    [InlineData(1799.9, 1799.9 / 1800)]
    [InlineData(450, 0.25)]
    [InlineData(0, 0.0)]
    public void The_settled_part_of_the_forward_moves_no_more(double seconds, double variable)
    {
        var margin = new TestCase("BTC", 60_000).Expiry(new(default, seconds, 60_000, Smile: Vols((30_000, 0.01)))).Option(30_000, 'C', 1).Margin(Pm2);
        var scenario = margin.Scenarios.Single(scenario => scenario.Name == "price -13.5 %, vol none").Pnl;
        // Deep in the money and without vol: worth the forward less the strike, discounted by the static discount alone.
        var discount = 0.95 * Math.Exp(-seconds / UnixTime.SecondsPerYear * 0.08);
        scenario.ShouldBe(discount * (60_000 * (1 - 0.135 * variable) - 30_000) - 30_000, 1e-6);
    }

    [Fact]
    [Trait("Rule", "INS-1")]
    public void A_settled_part_that_is_given_wins_over_the_window()
    {
        var margin = new TestCase("BTC", 60_000).Expiry(new(default, 900, 60_000, Smile: Vols((30_000, 0.01)), FixedForwardUsd: 60_000)).Option(30_000, 'C', 1).Margin(Pm2);
        margin.Scenarios.Where(scenario => scenario.Name.EndsWith("vol none", StringComparison.Ordinal)).Max(scenario => scenario.Pnl)
            .ShouldBe(margin.Scenarios.Where(scenario => scenario.Name.EndsWith("vol none", StringComparison.Ordinal)).Min(scenario => scenario.Pnl), 1e-6);
    }

    [Fact]
    [Trait("Rule", "SCN-1")]
    public void A_low_volatility_is_floored_when_shocked_up_and_never_otherwise()
    {
        var margin = Flat(vol: 0.1).Option(60_000, 'C', -1).Margin(Pm2);
        var mark = Black76.Price(OptionType.Call, 60_000, 60_000, 0.1, Years);
        Scenario(margin, "price 0 %, vol up").ShouldBe(mark - Black76.Price(OptionType.Call, 60_000, 60_000, 0.45, Years) * Owed(), 1e-6);
        Scenario(margin, "price 0 %, vol down").ShouldBe(mark - Black76.Price(OptionType.Call, 60_000, 60_000, 0.0725, Years) * Owed(), 1e-6);
    }

    [Fact]
    [Trait("Rule", "MRG-4")]
    public void Forwards_of_two_expiries_move_against_the_portfolio_on_their_own()
    {
        var model = ModelPatch.Apply("derive-pm2", ("components.forward.factor", 20));
        var margin = Flat().Expiry(new(default, 2 * Month, 60_000, Smile: Vols((60_000, 0.6)))).Option(60_000, 'C', -1).Option(60_000, 'C', 1, expiry: 1).Margin(model);
        double Loss(int sign, double ratio, double years) =>
            sign * (Black76.Price(OptionType.Call, 60_000 * ratio, 60_000, 0.6, years) - Black76.Price(OptionType.Call, 60_000, 60_000, 0.6, years));
        var expected = Loss(-1, 1.045, Years) * (20 + 2 * Years) + Loss(1, 0.955, 2 * Years) * (20 + 4 * Years);
        margin.WorstScenario.ShouldBe("forward");
        Part(margin, "scan").Initial.ShouldBe(-expected, 1e-6);
    }

    [Fact]
    [Trait("Rule", "SCN-3")]
    public void A_skew_counts_against_every_expiry()
    {
        var model = ModelPatch.Apply("derive-pm2", ("components.skew.linear_cap", 0.5));
        double Linear(double front, double back) => Scenario(
            Flat(strike: 70_000).Expiry(new(default, 2 * Month, 60_000, Smile: Vols((70_000, 0.6)))).Option(70_000, 'C', front).Option(70_000, 'C', back, expiry: 1).Margin(model),
            "price 0 %, skew linear");
        var both = Linear(-1, 1);
        both.ShouldBeLessThan(0);
        both.ShouldBe(Linear(-1, 0) + Linear(0, 1), 1e-9);
        // The capped multiplier: x = ln(7/6), cap = 0.5 - 0.05 sqrt(T), k* = 4 sqrt(T) (0.6 - 0.1 sqrt(T)).
        var root = Math.Sqrt(Years);
        var multiplier = 1 + Math.Min(1, Math.Log(7 / 6.0) / (4 * root * (0.6 - 0.1 * root))) * (0.5 - 0.05 * root);
        double Price(double vol) => Black76.Price(OptionType.Call, 60_000, 70_000, vol, Years);
        Linear(-1, 0).ShouldBe(Price(0.6) - Price(0.6 * multiplier) * Owed(), 1e-6);
    }

    [Fact]
    [Trait("Rule", "MRG-1")]
    public void What_is_held_in_no_size_needs_no_market_and_changes_nothing()
    {
        TestCase Held() => new TestCase("BTC", 60_000) { Perpetual = new(60_000, 0.1) }.Expiry(new(default, Month, 60_000, Smile: Vols((60_000, 0.6)))).Option(60_000, 'C', 1);
        var without = Held().Margin(Pm2);
        var with = Held().Hold("BTC_USDC-PERPETUAL", 0).Option(60_000, 'P', 0, expiry: 3).Option(61_000, 'C', 0).Margin(Pm2);
        with.InitialMargin.ShouldBe(without.InitialMargin);
        with.Contributions.ShouldBe(without.Contributions);
        // Long and short of one perpetual: its price no longer matters.
        Part(Held().Hold("BTC_USDC-PERPETUAL", 1).Hold("BTC_USDC-PERPETUAL", -1).Margin(Pm2), "confidence").ShouldBe((0, 0));
    }

    // What a debt of the first expiry counts with, at a rate of 0: never more than undiscounted.
    private static double Owed() => Math.Min(1, 1.04 * Math.Exp(Years * 0.08));

    private static TestCase Flat(double vol = 0.6, double strike = 60_000) => new TestCase("BTC", 60_000).Expiry(new(default, Month, 60_000, Smile: Vols((strike, vol))));

    private static (double Initial, double Maintenance) Part(ModelMargin margin, string name)
    {
        var part = margin.Components.Single(component => component.Name == name);
        return (part.Initial, part.Maintenance);
    }

    private static double Scenario(ModelMargin margin, string name) => margin.Scenarios.Single(scenario => scenario.Name == name).Pnl;
}
