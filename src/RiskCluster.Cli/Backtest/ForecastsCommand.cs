using System.Collections.Immutable;
using System.CommandLine;
using RiskCluster.Cli.Data;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Output;
using RiskCluster.Risk.Forecasting;

namespace RiskCluster.Cli.Backtest;

/// <summary><c>riskcluster backtest forecasts</c>: which volatility forecast was best on days that it did not know, and which is in use.</summary>
public static class ForecastsCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var historyFile = new Option<string>("--history") { Description = "daily history file; the shipped sample by default", DefaultValueFactory = _ => DemoSample.History };
        var training = new Option<int>("--training-days") { Description = "days before the first forecast that is scored, 100 or more", DefaultValueFactory = _ => new ForecastRules().TrainingDays };
        var maxFall = new Option<double>("--max-fall") { Description = "share by which the volatility in use may fall in a day, above 0 up to 1", DefaultValueFactory = _ => new ForecastRules().MaxFallPerDay };
        var json = new Option<bool>("--json") { Description = "print the result as JSON" };
        var command = new Command("forecasts", "Scores EWMA, GARCH, HAR and a learned volatility forecast, walking forward through history.") { historyFile, training, maxFall, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(historyFile);
            var history = HistoryFile.Read(path);
            var rules = Checked("--max-fall", () => new ForecastRules(MaxFallPerDay: parsed.GetValue(maxFall)));
            rules = Checked("--training-days", () => new ForecastRules(TrainingDays: parsed.GetValue(training), MaxFallPerDay: rules.MaxFallPerDay));
            if (history.DayCount - 1 < WalkForward.FirstDay(rules))
                throw new InputException(path, "closes", $"{history.DayCount - 1} returns do not fill a training of {WalkForward.FirstDay(rules)}");
            var backtest = new ForecastBacktest(history, rules);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                ForecastTables.PrintJson(output, backtest.Run(() => { }));
                return;
            }

            var console = Terminal.On(output);
            ImmutableArray<ForecastRow> rows = [];
            Terminal.Progress(console, "days", backtest.Steps, advance => rows = backtest.Run(advance));
            ForecastTables.Print(console, rows, rules);
        });
        return command;
    }

    private static ForecastRules Checked(string option, Func<ForecastRules> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentOutOfRangeException problem)
        {
            throw new InputException(option, "", problem.Message.Split(" (Parameter")[0]);
        }
    }
}
