using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Language;

namespace RiskCluster.Risk.Tests.Language;

/// <summary>Responses of Deribit's private/pme/simulate: the one in its API reference (BTC, 17 June 2024) and one for a perpetual (ETH, 15 February 2026); coins, 1e-9.</summary>
public sealed class DeribitGoldenTests
{
    private const double Tolerance = 1e-9;
    private static readonly ModelDocument Deribit = ModelDocument.Load("deribit-pm");

    [Fact]
    [Trait("Rule", "SCN-1")]
    public void The_documented_matrix_of_a_perpetual_against_a_future()
    {
        var scenarios = Documented().Margin(Deribit).Scenarios;
        double[] perMove = [-0.05968587238095239, -0.04272965863636364, -0.02724789826086957, -0.013056284583333334, 0, 0, 0, 0, 0];
        for (var move = 0; move < perMove.Length; move++)
            for (var vol = 0; vol < 3; vol++)
                scenarios[3 * move + vol].Pnl.ShouldBe(perMove[move], Tolerance);
        scenarios.Length.ShouldBe(27 + 8);
        scenarios.Skip(27).ShouldAllBe(scenario => scenario.Pnl == 0);
    }

    [Theory]
    [Trait("Rule", "SCN-1")]
    [InlineData(0, -0.05991206933333334)]
    [InlineData(3, -0.04289159509090909)]
    [InlineData(6, -0.027351162086956524)]
    [InlineData(9, -0.013105765166666668)]
    [InlineData(12, 0)]
    [InlineData(15, 0.012097629384615385)]
    [InlineData(18, 0.023299138074074074)]
    [InlineData(21, 0.033700538999999995)]
    [InlineData(24, 0.043384601931034494)]
    public void The_documented_vector_of_the_perpetual(int scenario, double pnl)
    {
        var model = ModelPatch.Apply("deribit-pm", ("components.gains.share", 1));
        new TestCase("BTC", 65666.19).Hold("BTC-PERPETUAL", 0.314538364, isInCoin: true).Margin(model).Scenarios[scenario].Pnl.ShouldBe(pnl, Tolerance);
    }

    [Fact]
    [Trait("Rule", "MRG-4")]
    [Trait("Rule", "MRG-6")]
    public void The_documented_margins()
    {
        var margin = Documented().Margin(Deribit);
        margin.Unit.ShouldBe("BTC");
        margin.WorstScenario.ShouldBe("price -16 %, vol up");
        margin.Components.Single(component => component.Name == "scan").Initial.ShouldBe(0.05968587238095239, Tolerance);
        margin.Components.Single(component => component.Name == "roll_shock").Initial.ShouldBe(0.00315725898, Tolerance);
        margin.InitialMargin.ShouldBe(0.122861343, Tolerance);
        margin.MaintenanceMargin.ShouldBe(0.050274504784, Tolerance);
        margin.Contributions.Sum(line => line.Pnl).ShouldBe(-0.05968587238095239, Tolerance);
    }

    [Fact]
    [Trait("Rule", "MRG-2")]
    public void A_short_perpetual_whose_gains_count_six_tenths()
    {
        var model = ModelPatch.Apply(
            "deribit-pm",
            ("components.matrix.price_range", 0.18),
            ("components.matrix.extended_dampener_usd", 200000),
            ("components.gains.share", 0.6),
            ("components.gains.cap_usd", 20000000),
            ("components.roll_shock.minimal_move", 0.005),
            ("components.roll_shock.move_per_year", 0.05));
        var margin = new TestCase("ETH", 1949.34) { Perpetual = new(1949.49) }.Hold("ETH-PERPETUAL", -0.999487053, isInCoin: true).Margin(model);
        margin.Scenarios[0].Pnl.ShouldBe(0.13163975819999998, Tolerance);
        margin.Scenarios[26].Pnl.ShouldBe(-0.15246412672881357, Tolerance);
        margin.Scenarios.Skip(27).ShouldAllBe(scenario => scenario.Pnl == 0);
        margin.InitialMargin.ShouldBe(0.157461561994, 1e-8);
        margin.MaintenanceMargin.ShouldBe(0.125969249812, 1e-8);
    }

    [Fact]
    [Trait("Rule", "SCN-2")]
    public void Far_moves_clip_a_future_at_the_range_and_count_an_option_by_the_ratio()
    {
        var model = ModelPatch.Apply("deribit-pm", ("components.gains.share", 1), ("components.matrix.extended_dampener_usd", 0));
        var future = new TestCase("BTC", 65666.19).Hold("BTC-PERPETUAL", 1, isInCoin: true).Margin(model);
        future.Scenarios[27].Pnl.ShouldBe(-0.16 / 0.84, Tolerance);
        future.Scenarios[34].Pnl.ShouldBe(0.16 / 1.16, Tolerance);

        var option = new TestCase("BTC", 60000).Expiry(new(default, 86400 * 30, 60000, Smile: TestCase.Vols((60000, 0.6)))).Hold($"BTC-{TestCase.Day(0)}-60000-C", -1).Margin(model);
        // +500 %: forward 360,000, deep in the money: worth (1 - 60/360) coin less what it is worth now, counted 0.16/5.
        option.Scenarios[34].Pnl.ShouldBe(-(1 - 60.0 / 360 + option.MarkValue) * 0.16 / 5, 1e-6);
    }

    [Fact]
    [Trait("Rule", "MRG-4")]
    public void A_large_delta_pays_for_its_unwinding()
    {
        var model = ModelPatch.Apply("deribit-pm", ("components.delta_shock.threshold_usd", 10_000_000), ("components.delta_shock.move_per_coin", 0.001));
        Shock(model, 100).ShouldBe(0);
        Shock(model, 120).ShouldBe(120 * 0.02, 1e-9);
        Shock(model, 1000).ShouldBe(1000 * 0.1, 1e-9);
    }

    private static double Shock(ModelDocument model, double coins) =>
        new TestCase("BTC", 100_000).Hold("BTC-PERPETUAL", coins, isInCoin: true).Margin(model).Components.Single(component => component.Name == "delta_shock").Initial;

    private static TestCase Documented()
    {
        var now = new UnixTime(1718619740501);
        var expiry = InstrumentName.ParseExpiry("28JUN24");
        return new TestCase("BTC", 65666.19) { Perpetual = new(65910.57), External = new(MarketMakerProtection: 0.06, OpenOrders: 0.000018212) }
            .Expiry(new(default, now.SecondsUntil(expiry), 67371.75))
            .Hold("BTC-PERPETUAL", 0.314538364, isInCoin: true)
            .Hold($"BTC-{TestCase.Day(0)}", -0.001187534, isInCoin: true);
    }
}
