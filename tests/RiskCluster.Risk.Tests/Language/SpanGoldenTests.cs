using RiskCluster.Risk.Language;

namespace RiskCluster.Risk.Tests.Language;

/// <summary>The worked SPAN arrays of L. G. McMillan, "Options as a Strategic Investment", chapter 34: exact whole dollars.</summary>
public sealed class SpanGoldenTests
{
    private static readonly double[] Future = [0, 0, 3330, 3330, -3330, -3330, 6670, 6670, -6670, -6670, 10000, 10000, -10000, -10000, 7000, -7000];
    private static readonly double[] December410Call = [460, -610, 2640, 1730, -1270, -2340, 5210, 4540, -2540, -3430, 8060, 7640, -3380, -3990, 3130, -1500];
    private static readonly ModelDocument Span = ModelDocument.Load("span");

    [Fact]
    [Trait("Rule", "MRG-2")]
    public void A_long_future() => Held().Hold("SPX_USD-PERPETUAL", 1, Future).Margin(Span).InitialMargin.ShouldBe(10000);

    [Fact]
    [Trait("Rule", "MRG-2")]
    public void A_long_call() => Held().Hold("SPX_USD-19DEC25-410-C", 1, December410Call).Margin(Span).InitialMargin.ShouldBe(3990);

    [Fact]
    [Trait("Rule", "MRG-2")]
    public void A_long_future_against_a_short_call()
    {
        var margin = Held().Hold("SPX_USD-PERPETUAL", 1, Future).Hold("SPX_USD-19DEC25-410-C", -1, December410Call).Margin(Span);
        margin.InitialMargin.ShouldBe(6620);
        margin.MaintenanceMargin.ShouldBe(6620);
        margin.WorstScenario.ShouldBe("price -3/3, vol up");
        margin.Contributions.ToDictionary(line => line.Name, line => line.Pnl).ShouldBe(
            new Dictionary<string, double> { ["SPX_USD-PERPETUAL"] = -10000, ["SPX_USD-19DEC25-410-C"] = 3380 }, ignoreOrder: true);
    }

    [Fact]
    [Trait("Rule", "SCN-1")]
    public void A_future_revalued_and_rounded_gives_the_printed_array()
    {
        var model = ModelPatch.Apply("span", ("components.scenarios.price_range", 0.1), ("components.scenarios.rounding_usd", 10));
        var margin = new TestCase("SPX", 100_000).Hold("SPX_USD-PERPETUAL", 1).Margin(model);
        margin.Scenarios.Select(scenario => scenario.Pnl).ShouldBe(Future);
    }

    [Fact]
    [Trait("Rule", "SCN-6")]
    public void An_option_is_revalued_a_day_later_with_its_own_shocks()
    {
        var margin = new TestCase("BTC", 100_000).Expiry(new(default, 30 * 86400, 100_000, Smile: TestCase.Vols((100_000, 0.5)))).Option(100_000, 'C', -1).Margin(Span);
        double Price(double forward, double vol) => Risk.Pricing.Black76.Price(Risk.Instruments.OptionType.Call, forward, 100_000, vol, 29.0 / 365);
        var mark = Risk.Pricing.Black76.Price(Risk.Instruments.OptionType.Call, 100_000, 100_000, 0.5, 30.0 / 365);
        margin.Scenarios[0].Pnl.ShouldBe(mark - Price(100_000, 0.7), 1e-6);
        margin.Scenarios[1].Pnl.ShouldBe(mark - Price(100_000, 0.3), 1e-6);
        margin.Scenarios[10].Pnl.ShouldBe(mark - Price(115_000, 0.7), 1e-6);
        margin.Scenarios[14].Pnl.ShouldBe(0.35 * (mark - Price(130_000, 0.5)), 1e-6);
    }

    [Fact]
    [Trait("Rule", "MRG-2")]
    public void Short_options_have_a_floor()
    {
        var model = ModelPatch.Apply("span", ("components.short_options.per_option_usd", 5000));
        Held().Hold("SPX_USD-19DEC25-410-C", 2, December410Call).Margin(model).InitialMargin.ShouldBe(7980);
        Held().Hold("SPX_USD-PERPETUAL", 1, Future).Hold("SPX_USD-19DEC25-410-C", -2, December410Call).Margin(model).InitialMargin.ShouldBe(10000);
    }

    [Fact]
    [Trait("Rule", "MRG-2")]
    public void An_array_of_another_length_is_refused() =>
        Should.Throw<ModelInputException>(() => Held().Hold("SPX_USD-PERPETUAL", 1, 1.0, 2.0).Margin(Span)).Message.ShouldBe("SPX_USD-PERPETUAL: the risk array must have 16 entries");

    private static TestCase Held() => new("SPX", 400);
}
