using System.Collections.Immutable;
using System.Text.Json;
using RiskCluster.Cli.Data;
using RiskCluster.Cli.Tests.Data;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Forecasting;

namespace RiskCluster.Cli.Tests.Backtest;

[Trait("Rule", "CAL-1")]
public sealed class ForecastsCommandTests
{
    [Fact]
    public void The_shipped_history_is_scored_by_model_with_tests_and_the_choice()
    {
        var text = CommandRun.Of("backtest", "forecasts", "--history", HistoryImportTests.Shipped).Output;
        foreach (var part in new[] { "BTC", "ETH", "ewma", "garch", "har", "learned", "Diebold-Mariano", "1624", "2021-05-16" }) text.ShouldContain(part);

        using var json = JsonDocument.Parse(CommandRun.Of("backtest", "forecasts", "--history", HistoryImportTests.Shipped, "--json").Output);
        foreach (var row in json.RootElement.GetProperty("forecasts").EnumerateArray())
        {
            var rivals = row.GetProperty("learned_against").EnumerateArray().ToList();
            rivals.Count.ShouldBe(3);
            var beatsAll = rivals.All(rival => rival.GetProperty("p_value").GetDouble() < 0.05);
            (row.GetProperty("chosen").GetString() == "learned").ShouldBe(beatsAll);
            row.GetProperty("next_vol_annual").GetDouble().ShouldBeInRange(0.1, 2);
            // Walking forward, each model stays within a tenth of the best: none is broken.
            var scores = row.GetProperty("mean_qlike").EnumerateObject().Select(score => score.Value.GetDouble()).ToList();
            scores.Max().ShouldBeLessThan(scores.Min() + 0.1);
        }
    }

    [Fact]
    public void The_table_is_that_of_a_run_over_the_returns()
    {
        var closes = HistoryFile.Read(HistoryImportTests.Shipped).Closes("BTC");
        var forecast = WalkForward.Run([.. closes.Skip(1).Zip(closes, (now, before) => Math.Log(now / before))], new());
        using var json = JsonDocument.Parse(CommandRun.Of("backtest", "forecasts", "--history", HistoryImportTests.Shipped, "--json").Output);
        var row = json.RootElement.GetProperty("forecasts")[0];
        row.GetProperty("mean_qlike").GetProperty("garch").GetDouble().ShouldBe(forecast.Choice.MeanQlike[(int)ForecastModel.Garch]);
        row.GetProperty("next_vol_annual").GetDouble().ShouldBe(forecast.NextVolDaily * Math.Sqrt(365));
    }

    [Fact]
    public void Bad_options_and_short_histories_are_told_in_one_line()
    {
        CommandRun.Of("backtest", "forecasts", "--max-fall", "0").ShouldBeRefusedWith("--max-fall", "(0, 1]");
        CommandRun.Of("backtest", "forecasts", "--training-days", "50").ShouldBeRefusedWith("--training-days", "50 is below 100");
        CommandRun.Of("backtest", "forecasts", "--training-days", "9999").ShouldBeRefusedWith("do not fill a training of 9999");

        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "one.json.gz");
        HistoryFile.Write(path, new DailyHistory(new(2020, 1, 1), ImmutableSortedDictionary<string, ImmutableArray<double>>.Empty.Add("BTC", [1.0]), ImmutableSortedDictionary<string, ImmutableArray<double>>.Empty));
        CommandRun.Of("backtest", "forecasts", "--history", path).ShouldBeRefusedWith(path, "0 returns");
    }
}
