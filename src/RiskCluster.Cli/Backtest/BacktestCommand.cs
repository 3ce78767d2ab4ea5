using System.CommandLine;
using RiskCluster.Cli.Data;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Language;
using RiskCluster.Host.Backtest;
using RiskCluster.Risk.Calibration;
using Spectre.Console;

namespace RiskCluster.Cli.Backtest;

/// <summary><c>riskcluster backtest</c>: how often real losses exceeded the margin of the evening before.</summary>
public static class BacktestCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var historyFile = new Option<string>("--history") { Description = "daily history file; the shipped sample by default", DefaultValueFactory = _ => DemoSample.History };
        var modelFile = new Option<string>("--model") { Description = "a model's name, or the file of a model document", DefaultValueFactory = _ => ModelTexts.DefaultModel };
        var first = new Option<string?>("--from") { Description = "first day whose loss is held against a margin, such as 2020-03-12" };
        var last = new Option<string?>("--to") { Description = "last day whose loss is" };
        var randomBooks = new Option<int>("--random-books") { Description = "how many random books, 0 to 100", DefaultValueFactory = _ => 6 };
        var seed = new Option<int>("--seed") { Description = "seed of the random books", DefaultValueFactory = _ => 1 };
        var json = new Option<bool>("--json") { Description = "print the result as JSON" };
        var command = new Command("backtest", "Holds the losses of real history against margins calibrated the evening before.")
        {
            historyFile, modelFile, first, last, randomBooks, seed, json, ForecastsCommand.Create(),
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(historyFile)!;
            var history = HistoryFile.Read(path);
            var bookCount = parsed.GetValue(randomBooks);
            if (bookCount is < 0 or > 100) throw new InputException("--random-books", "", "must be within [0, 100]");
            var books = BacktestBook.All([.. history.Underlyings], bookCount, parsed.GetValue(seed));
            var modelName = parsed.GetRequiredValue(modelFile);
            var model = ModelTexts.ParseEngineModel(modelName, ModelTexts.Compose(modelName, []));
            var backtest = new CoverageBacktest(model, history, [.. books]);
            var (firstClose, lastClose) = Span(path, history, backtest.WarmUpDays, parsed.GetValue(first), parsed.GetValue(last));

            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json)) BacktestPrinter.PrintJson(output, backtest.Run(firstClose, lastClose, () => { }));
            else BacktestPrinter.Print(output, RunWithProgress(backtest, firstClose, lastClose));
        });
        return command;
    }

    private static BacktestReport RunWithProgress(CoverageBacktest backtest, int firstClose, int lastClose)
    {
        if (Console.IsOutputRedirected) return backtest.Run(firstClose, lastClose, () => { });
        return AnsiConsole.Progress().AutoClear(true).Start(progress =>
        {
            var task = progress.AddTask("days", maxValue: lastClose - firstClose + 1);
            return backtest.Run(firstClose, lastClose, () => task.Increment(1));
        });
    }

    private static BacktestSpan Span(string path, DailyHistory history, int warmUpDays, string? from, string? to)
    {
        try
        {
            return BacktestSpan.Of(history, warmUpDays, from, to);
        }
        catch (BacktestSpanException problem)
        {
            throw new InputException(problem.Field == "history" ? path : $"--{problem.Field}", "", problem.Rule);
        }
    }
}
