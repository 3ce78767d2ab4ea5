using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Language;

namespace RiskCluster.Risk.Tests.Language;

/// <summary>What every shipped model keeps, over random portfolios of options, perpetuals and futures of one coin.</summary>
public sealed class LanguagePropertyTests
{
    private const int Portfolios = 60;
    private static readonly double[] Strikes = [30_000, 50_000, 60_000, 75_000, 120_000];
    private static readonly string[] Models = ["derive-pm2", "derive-standard", "deribit-pm", "span", "paradex-pm", "fixed-percentage", "delta-based"];

    private static readonly Gen<Line> AnyLine =
        from kind in Gen.Elements('C', 'P', 'C', 'P', 'F', 'X')
        from strike in Gen.Elements(Strikes)
        from expiry in Gen.Choose(0, 2)
        from size in Gen.Choose(-500, 500)
        select new Line(kind, strike, expiry, size / 100.0);

    private static readonly Gen<List<Line>> AnyBook = from count in Gen.Choose(1, 6) from lines in AnyLine.ListOf(count) select lines.ToList();

    [Fact]
    [Trait("Rule", "MRG-6")]
    public void Maintenance_is_never_above_initial_and_no_part_is_negative() => ForAll((model, lines) =>
    {
        var margin = Case(lines).Margin(model);
        margin.MaintenanceMargin.ShouldBeLessThanOrEqualTo(margin.InitialMargin + Slack(margin));
        margin.Components.ShouldAllBe(component => component.Initial >= -Slack(margin) && component.Maintenance >= -Slack(margin));
    });

    [Fact]
    [Trait("Rule", "MRG-10")]
    public void Parts_add_up_to_the_requirements_and_contributions_to_the_worst_scenario() => ForAll((model, lines) =>
    {
        var margin = Case(lines).Margin(model);
        margin.Components.Sum(component => component.Initial).ShouldBe(margin.InitialMargin, Slack(margin));
        margin.Components.Sum(component => component.Maintenance).ShouldBe(margin.MaintenanceMargin, Slack(margin));
        var worst = margin.WorstScenario is null ? 0 : margin.Scenarios.Min(scenario => scenario.Pnl);
        margin.Contributions.Sum(line => line.Pnl).ShouldBe(worst, Slack(margin));
    });

    [Fact]
    [Trait("Rule", "MRG-1")]
    public void The_order_of_lines_changes_no_bit() => ForAll((model, lines) =>
    {
        var forwards = Case(lines).Margin(model);
        var backwards = Case([.. lines.AsEnumerable().Reverse()]).Margin(model);
        (backwards.InitialMargin, backwards.MaintenanceMargin, backwards.MarkValue).ShouldBe((forwards.InitialMargin, forwards.MaintenanceMargin, forwards.MarkValue));
    });

    [Fact]
    [Trait("Rule", "MRG-2")]
    public void Twice_the_book_asks_for_twice_the_margin() => ForAll((model, lines) =>
    {
        var once = Case(lines).Margin(model);
        var twice = Case([.. lines.Select(line => line with { Size = 2 * line.Size })]).Margin(model);
        twice.InitialMargin.ShouldBe(2 * once.InitialMargin, 2 * Slack(once));
    }, "deribit-pm"); // Its dampener and its delta threshold are amounts of dollars.

    [Fact]
    [Trait("Rule", "MRG-1")]
    public void Netting_never_raises() => ForAll((model, lines) =>
    {
        var together = Case(lines).Margin(model);
        var apart = lines.Take(lines.Count / 2).ToList() is { Count: > 0 } first
            ? Case(first).Margin(model).InitialMargin + Case([.. lines.Skip(first.Count)]).Margin(model).InitialMargin
            : together.InitialMargin;
        together.InitialMargin.ShouldBeLessThanOrEqualTo(apart + Slack(together));
    }, "derive-standard", "deribit-pm"); // One takes one of two rules for an expiry as a whole, and the better one of each half may differ; the other's dampener is taken off each of two halves.

    [Fact]
    [Trait("Rule", "MRG-1")]
    public void Deribits_dampener_counts_once_for_a_portfolio_so_that_two_halves_may_need_less()
    {
        List<Line> puts = [new('P', 120_000, 1, -4.89), new('P', 60_000, 1, -3.86), new('P', 30_000, 1, 2.28)];
        List<Line> rest = [new('P', 75_000, 1, -4.87), new('X', 60_000, 2, 3.58), new('C', 120_000, 0, 1.15)];
        var model = ModelDocument.Load("deribit-pm");
        var undamped = ModelPatch.Apply("deribit-pm", ("components.matrix.extended_dampener_usd", 0));
        Apart(model).ShouldBeLessThan(Case([.. puts, .. rest]).Margin(model).InitialMargin);
        Apart(undamped).ShouldBeGreaterThanOrEqualTo(Case([.. puts, .. rest]).Margin(undamped).InitialMargin);

        double Apart(ModelDocument by) => Case(puts).Margin(by).InitialMargin + Case(rest).Margin(by).InitialMargin;
    }

    [Fact]
    [Trait("Rule", "SCN-1")]
    public void A_wider_price_range_never_lowers_the_matrix_of_a_lone_future()
    {
        double Initial(double range) => new TestCase("BTC", 60_000).Hold("BTC-PERPETUAL", 1, isInCoin: true)
            .Margin(ModelPatch.Apply("deribit-pm", ("components.matrix.price_range", range))).InitialMargin;
        double[] ranges = [0.01, 0.05, 0.1, 0.16, 0.3, 0.6];
        ranges.Select(Initial).ShouldBeInOrder(SortDirection.Ascending);
    }

    [Fact]
    [Trait("Rule", "COL-1")]
    public void A_larger_haircut_never_lowers_the_requirement()
    {
        double Initial(double haircut) => new TestCase("BTC", 60_000).Collateral("USDT", 100, 1)
            .Margin(ModelPatch.Apply("derive-pm2", ("components.collateral.assets.USDT.maintenance", haircut))).InitialMargin;
        double[] haircuts = [0, 0.1, 0.5, 0.9];
        haircuts.Select(Initial).ShouldBeInOrder(SortDirection.Ascending);
    }

    [Fact]
    [Trait("Rule", "COL-1")]
    public void Collateral_that_cancels_risk_hedges_a_short_perpetual()
    {
        var model = ModelPatch.Apply("derive-pm2", ("components.collateral.assets.BTC", new { maintenance = 0.1, initial_extra = 0.05, risk_cancelling = true }));
        var hedged = new TestCase("BTC", 60_000).Collateral("BTC", 1, 60_000).Hold("BTC_USDC-PERPETUAL", -1).Margin(model);
        hedged.Scenarios.ShouldAllBe(scenario => Math.Abs(scenario.Pnl) < 1e-6);
        hedged.InitialMargin.ShouldBe(0.15 * 60_000 + 0.02 * 60_000, 1e-6);
        // Spot held as a position is the same collateral.
        new TestCase("BTC", 60_000).Hold("BTC_USDC", 1).Hold("BTC_USDC-PERPETUAL", -1).Margin(model).InitialMargin.ShouldBe(hedged.InitialMargin, 1e-6);
    }

    private static void ForAll(Action<ModelDocument, List<Line>> holds, params string[] except)
    {
        foreach (var model in Models.Where(name => !except.Contains(name)).Select(ModelDocument.Load))
            Prop.ForAll(AnyBook.ToArbitrary(), lines => holds(model, lines)).Check(Config.QuickThrowOnFailure.WithMaxTest(Portfolios));
    }

    private static double Slack(ModelMargin margin) => 1e-9 * (1 + Math.Abs(margin.InitialMargin) + Math.Abs(margin.MarkValue)) + (margin.Unit == "USD" ? 1e-6 : 1e-10);

    private static TestCase Case(List<Line> lines)
    {
        var vols = TestCase.Vols([.. Strikes.Select(strike => (strike, 0.5 + strike / 1e6))]);
        var test = new TestCase("BTC", 60_000) { Perpetual = new(60_050) };
        foreach (var seconds in new double[] { 200_000, 2_600_000, 20_000_000 }) test.Expiry(new(default, seconds, 60_000 + seconds / 10_000, RateAnnual: 0.05, Smile: vols));
        foreach (var line in lines) line.AddTo(test);
        return test;
    }

    private sealed record Line(char Kind, double Strike, int Expiry, double Size)
    {
        public void AddTo(TestCase test)
        {
            if (Kind == 'X') test.Hold("BTC_USDC-PERPETUAL", Size);
            else if (Kind == 'F') test.Hold($"BTC_USDC-{TestCase.Day(Expiry)}", Size);
            else test.Option(Strike, Kind, Size, Expiry);
        }
    }
}
