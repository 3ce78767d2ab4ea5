using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Language;
using RiskCluster.Risk.Pricing;

namespace RiskCluster.Risk.Tests.Language;

/// <summary>Paradex's options that never expire, through its portfolio margin; funding period 5 days.</summary>
public sealed class ParadexPerpetualOptionTests
{
    private const double Period = 5.0 / 365;

    [Fact]
    [Trait("Rule", "INS-2")]
    [Trait("Rule", "SCN-1")]
    public void It_is_marked_and_shocked_as_what_it_is()
    {
        var margin = Held(-2).Margin(ModelDocument.Load("paradex-pm"));
        double Value(double ratio, double vol) => PerpetualOption.Price(OptionType.Call, 100_000 * ratio, 101_000, vol, 0.0001 * 3 * 365, Period);
        margin.MarkValue.ShouldBe(-2 * Value(1, 0.5), 1e-9);
        // A vol shock asks for days to expiry: the funding period answers.
        var scale = Math.Pow(30 / 5.0, 0.3);
        margin.Scenarios[0].Pnl.ShouldBe(-2 * (Value(1.16, 0.5 * (1 + 0.4 * scale)) - Value(1, 0.5)), 1e-6);
        margin.Scenarios[14].Pnl.ShouldBe(-2 * (Value(0.88, 0.5 * (1 - 0.22 * scale)) - Value(1, 0.5)), 1e-6);
    }

    [Theory]
    [Trait("Rule", "MRG-4")]
    [InlineData(3)]
    [InlineData(-3)]
    public void A_holder_provides_for_the_time_value_of_eight_hours(double size)
    {
        var funding = Held(size).Margin(ModelDocument.Load("paradex-pm")).Components.Single(component => component.Name == "funding").Initial;
        // Out of the money: all of it is time value, 8 of 120 hours of it.
        funding.ShouldBe(Math.Max(0, size) * PerpetualOption.Price(OptionType.Call, 100_000, 101_000, 0.5, 0.0001 * 3 * 365, Period) * 8 / 120, 1e-9);
    }

    [Fact]
    [Trait("Rule", "MRG-2")]
    public void Its_delta_is_hedged_by_the_perpetual_future()
    {
        var model = ModelPatch.Apply("paradex-pm", ("components.scenarios.moves", new[] { new { spot_ratio = 1, vol = "none" } }));
        var delta = PerpetualOption.Delta(OptionType.Call, 100_000, 101_000, 0.5, 0.0001 * 3 * 365, Period);
        var margin = Held(-1).Hold("BTC_USDC-PERPETUAL", delta).Margin(model);
        margin.Components.Single(component => component.Name == "scan").Initial.ShouldBe(0.01 * delta * 100_000, 1e-6);
    }

    [Fact]
    [Trait("Rule", "INS-1")]
    public void What_no_rule_or_vol_is_for_is_refused()
    {
        Should.Throw<ModelInputException>(() => Held(1).Margin(ModelDocument.Load("derive-pm2"))).Message.ShouldBe("BTC-USD-101000-C: the model has no rule for options that never expire");
        Should.Throw<ModelInputException>(() => Held(1, vols: false).Margin(ModelDocument.Load("paradex-pm"))).Message.ShouldBe("BTC-USD-101000-C: the market has no volatility of this strike");
        var plunged = new TestCase("BTC", 100_000) { FundingRate8h = -0.1, PerpetualSmile = TestCase.Vols((101_000, 0.5)) }.Hold(PerpetualOptionName.Find("BTC-USD-101000-C")!, 1);
        Should.Throw<ModelInputException>(() => plunged.Margin(ModelDocument.Load("paradex-pm"))).Message.ShouldStartWith("BTC: the funding rate is so negative");
        foreach (var name in new[] { "BTC-USD-101000", "BTC-USD--1-C", "BTC-USD-1e5-C", "BTC-EUR-101000-C", "-USD-101000-C", "BTC-USD-101000-X" }) PerpetualOptionName.Find(name).ShouldBeNull(name);
        PerpetualOptionName.Find("SOL-USD-112.5-P")!.Strike.ShouldBe(112.5);
    }

    private static TestCase Held(double size, bool vols = true) =>
        new TestCase("BTC", 100_000) { FundingRate8h = 0.0001, PerpetualSmile = vols ? TestCase.Vols((101_000, 0.5)) : null }.Hold(PerpetualOptionName.Find("BTC-USD-101000-C")!, size);
}
