using RiskCluster.Cli.Data;
using RiskCluster.Cli.Tests.Data;
using RiskCluster.Host.Backtest;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Cli.Tests.Backtest;

[Trait("Rule", "CAL-4")]
public sealed class CoverageBacktestTests
{
    private static readonly RiskModel Model = RiskModel.Load("riskcluster-1");
    private static readonly DailyHistory History = HistoryFile.Read(HistoryImportTests.Shipped);

    // From the first close with a margin to the end of 2021: March 2020 and May 2021 are inside.
    private static readonly Lazy<BacktestReport> TwoYears = new(() =>
    {
        var backtest = Backtest(History);
        return backtest.Run(backtest.WarmUpDays, new DateOnly(2021, 12, 30).DayNumber - History.FirstDay.DayNumber, () => { });
    });

    [Fact]
    public void Margins_cover_real_losses_on_more_than_99_days_in_100()
    {
        foreach (var row in TwoYears.Value.Rows.Where(row => row.Measure.Name is "initial margin" or "ES 99 %"))
        {
            row.Coverage.Days.ShouldBeGreaterThan(660);
            row.Coverage.Share.ShouldBeLessThanOrEqualTo(0.01, row.Book);
            if (row.Measure.Name == "initial margin") row.Coverage.High.ShouldBeLessThanOrEqualTo(0.0125, row.Book);
        }
    }

    [Fact]
    public void Value_at_risk_at_95_percent_is_exceeded_about_as_often_as_it_says()
    {
        foreach (var row in TwoYears.Value.Rows.Where(row => row.Measure.Name == "VaR 95 %"))
        {
            row.Coverage.High.ShouldBeGreaterThan(0.025, row.Book);
            row.Coverage.Low.ShouldBeLessThan(0.06, row.Book);
        }
    }

    [Fact]
    public void Nobody_saw_12_March_2020_coming()
    {
        // BTC fell from 7,938 to 4,857 USD. A margin that covers a hedged strangle through that day has looked ahead.
        var row = TwoYears.Value.Rows.First(row => row.Measure.Name == "initial margin");
        row.Book.ShouldBe("BTC short strangle +-10 %, hedged");
        row.WorstDay.ShouldBe(new DateOnly(2020, 3, 12));
        row.WorstLossUsd.ShouldBeGreaterThan(2 * row.WorstFigureUsd);
        row.Coverage.Exceedances.ShouldBeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public void Days_after_the_last_one_change_no_digit()
    {
        var cut = History.KnownAt(History.CloseTime(141));
        var onCut = Backtest(cut).Run(60, 140, () => { });
        var onAll = Backtest(History).Run(60, 140, () => { });
        onCut.Rows.ShouldBe(onAll.Rows);
        onCut.LastDay.ShouldBe(History.Day(141));
    }

    [Fact]
    public void A_margin_is_never_below_its_shortfall_and_so_never_exceeded_more_often()
    {
        var initial = TwoYears.Value.Rows.Where(row => row.Measure.Name == "initial margin").ToArray();
        var shortfall = TwoYears.Value.Rows.Where(row => row.Measure.Name == "ES 99 %").ToArray();
        for (var i = 0; i < initial.Length; i++)
        {
            initial[i].MeanUsd.ShouldBeGreaterThanOrEqualTo(shortfall[i].MeanUsd);
            initial[i].Coverage.Exceedances.ShouldBeLessThanOrEqualTo(shortfall[i].Coverage.Exceedances);
        }
    }

    private static CoverageBacktest Backtest(DailyHistory history) => new(Model, history, [.. BacktestBook.All([.. history.Underlyings], randomBooks: 3, seed: 1)]);
}
