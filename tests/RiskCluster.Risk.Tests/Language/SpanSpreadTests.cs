using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Language;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Tests.Language;

/// <summary>SPAN between months and between commodities, against CME's worked examples (cmegroup.com, clearing, spread calculations) and by hand.</summary>
public sealed class SpanSpreadTests
{
    private static readonly int[] Tiers = [60, 90, 120];
    private static readonly double[] Thirds = [0, 0, 1, 1, -1, -1, 2, 2, -2, -2, 3, 3, -3, -3, 2.1, -2.1];

    [Theory]
    [Trait("Rule", "MRG-4")]
    [InlineData("MONTH2", "MONTH3", 200)]
    [InlineData("MONTH2", "MONTH4", 300)]
    [InlineData("MONTH3", "MONTH4", 250)]
    public void Months_pay_the_difference_of_their_outrights_and_the_charge(string bought, string sold, double expected)
    {
        var margin = Margin(Months(), Future(bought, 1), Future(sold, -1));
        margin.InitialMargin.ShouldBe(expected, 1e-9);
        margin.Components.Sum(component => component.Initial).ShouldBe(expected, 1e-9);
    }

    [Fact]
    [Trait("Rule", "MRG-4")]
    public void Spreads_are_formed_in_order_and_use_their_deltas_up()
    {
        // 3 long in month 2, 2 short in 3, 4 short in 4: two spreads of 2 against 3 at 200, the third long against 4 at 50; scan |1500 - 1000 - 3000|.
        var margin = Margin(Months(), Future("MONTH2", 3), Future("MONTH3", -2), Future("MONTH4", -4));
        Part(margin, "calendar_spreads").ShouldBe(2 * 200 + 1 * 50, 1e-9);
        margin.InitialMargin.ShouldBe(2500 + 450, 1e-9);
    }

    [Fact]
    [Trait("Rule", "MRG-4")]
    public void Within_a_tier_months_are_charged_and_one_month_alone_never()
    {
        var model = ModelPatch.Apply("span", ("components.calendar_spreads.spreads.0.charge_usd", 70));
        var first = new ExpiryQuote(default, 10 * 86_400, 400);
        var test = new TestCase("SPX", 400).Expiry(first).Expiry(first with { SecondsToExpiry = 20 * 86_400 });
        test.Hold($"SPX_USD-{TestCase.Day(0)}", 2).Hold($"SPX_USD-{TestCase.Day(1)}", -3);
        Part(test.Margin(model), "calendar_spreads").ShouldBe(2 * 70, 1e-9);
        test.Hold("SPX_USD-PERPETUAL", 1);
        Part(test.Margin(model), "calendar_spreads").ShouldBe(3 * 70, 1e-9);
        var alone = new TestCase("SPX", 400).Expiry(first).Hold($"SPX_USD-{TestCase.Day(0)}", 2).Hold($"SPX_USD-{TestCase.Day(0)}", -1);
        Part(alone.Margin(model), "calendar_spreads").ShouldBe(0);
    }

    /// <summary>CME: corn against soybeans 2:1 at 55 %, outrights 1,750 and 2,500: 6,000 less 3,300 is 2,700.</summary>
    [Fact]
    [Trait("Rule", "MRG-2")]
    public void Commodities_that_move_together_are_credited()
    {
        var margin = Margin(Grains(0.55), Future("CORN", 2), Future("SOY", -1));
        margin.InitialMargin.ShouldBe(2700, 1e-9);
        Part(margin, "commodity_spreads").ShouldBe(-3300, 1e-9);
        Part(margin, "scan").ShouldBe(6000, 1e-9);
        Margin(Grains(0.55), Future("CORN", 2), Future("SOY", 1)).InitialMargin.ShouldBe(6000, 1e-9, "on one side of the market nothing offsets");
        // Half the corn: half a spread, half the credit of a whole one; the soybeans left over pay in full.
        Margin(Grains(0.55), Future("CORN", 1), Future("SOY", -1)).InitialMargin.ShouldBe(1750 + 2500 - 0.55 * (1750 + 1250), 1e-9);
    }

    [Fact]
    [Trait("Rule", "MRG-2")]
    public void Only_the_price_risk_of_an_option_is_credited()
    {
        // Worst -3/3 with vol up loses 2,000, its twin 1,000: mean 1,500; without a move it loses (100 + 300)/2: price risk 1,300, all of its delta of 0.5 spread.
        double[] option = [-100, -300, 0, 0, -500, -400, 0, 0, -900, -800, 0, 0, -2000, -1000, 0, -500];
        var held = new ModelPosition(Named("CORN"), 1, RiskArray: new([.. option], Delta: 0.5));
        var model = ModelPatch.Apply("span", ("components.commodity_spreads.spreads", new[] { new { first = "CORN", second = "SOY", first_delta = 0.5, second_delta = 1.0, credit = 0.4 } }));
        var margin = Margin(model, held, Future("SOY", -1));
        Part(margin, "commodity_spreads").ShouldBe(-0.4 * (1300 + 2500), 1e-9);
        margin.InitialMargin.ShouldBe(2000 + 2500 - 0.4 * 3800, 1e-9);
    }

    [Fact]
    [Trait("Rule", "MRG-2")]
    public void The_short_option_minimum_holds_against_the_credited_risk()
    {
        var model = ModelPatch.Apply(
            "span",
            ("components.commodity_spreads.spreads", new[] { new { first = "CORN", second = "SOY", first_delta = 2.0, second_delta = 1.0, credit = 0.9 } }),
            ("components.short_options.per_option_usd", 1000));
        var shortCall = new ModelPosition(InstrumentName.Parse("CORN_USD-19DEC25-410-C"), -1, RiskArray: new([.. new double[16]]));
        // Corn: 3,500 - 3,150 is under the minimum of one short option; soybeans 2,500 - 2,250.
        Margin(model, Future("CORN", 2), Future("SOY", -1), shortCall).InitialMargin.ShouldBe(1000 + 250, 1e-9);
    }

    [Theory]
    [Trait("Rule", "MRG-2")]
    [InlineData("components.calendar_spreads.tier_days", "[31, 31]", "$.components.calendar_spreads.tier_days[1]: must be above the one before")]
    [InlineData("components.calendar_spreads.spreads.0.second_tier", "4", "$.components.calendar_spreads.spreads[0]: must name tiers up to 3")]
    [InlineData("components.commodity_spreads.spreads.0.second", "\"BTC\"", "$.components.commodity_spreads.spreads[0].second: must be another coin than first")]
    [InlineData("components.scenarios", "null", "$.components.commodity_spreads: needs span-scenarios and no other scenarios")]
    public void A_document_that_makes_no_sense_is_refused(string path, string value, string message) =>
        Should.Throw<RiskModelException>(() => ModelLibrary.Shipped.Load("span", [new(path, System.Text.Json.Nodes.JsonNode.Parse(value))])).Message.ShouldBe(message);

    private static ModelDocument Months() => ModelPatch.Apply(
        "span",
        ("components.calendar_spreads.tier_days", Tiers),
        ("components.calendar_spreads.spreads", new[] { new { first_tier = 1, second_tier = 2, charge_usd = 200 }, new { first_tier = 1, second_tier = 3, charge_usd = 50 } }));

    private static ModelDocument Grains(double credit) =>
        ModelPatch.Apply("span", ("components.commodity_spreads.spreads", new[] { new { first = "CORN", second = "SOY", first_delta = 2, second_delta = 1, credit } }));

    private static ModelPosition Future(string name, double size)
    {
        var (coin, outright, days) = name switch { "MONTH2" => ("X", 500, 60), "MONTH3" => ("X", 500, 90), "MONTH4" => ("X", 750, 120), "CORN" => ("CORN", 1750, 30), _ => ("SOY", 2500, 30) };
        return new(Named(name) with { Underlying = coin }, size, RiskArray: new([.. Thirds.Select(third => third / 3 * outright)], Delta: 1, days));
    }

    private static Instrument Named(string name) => new(name, name, InstrumentKind.Future, Settlement.Linear, default, 0, Instrument.NoExpiry, 1);

    private static ModelMargin Margin(ModelDocument model, params ModelPosition[] positions)
    {
        var empty = new TestCase("SPX", 400);
        return model.Margin(empty.Portfolio with { Positions = [.. positions] }, empty.Market with { Underlyings = empty.Market.Underlyings.Clear() });
    }

    private static double Part(ModelMargin margin, string name) => margin.Components.Single(component => component.Name == name).Initial;
}
