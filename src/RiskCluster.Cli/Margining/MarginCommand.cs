using System.CommandLine;
using RiskCluster.Cli.Data;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Language;
using RiskCluster.Cli.Output;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Cli.Margining;

/// <summary><c>riskcluster margin</c>: margins the accounts of a file in the market of a file.</summary>
internal static class MarginCommand
{
    private static readonly Option<string> Portfolio = new("--portfolio") { Description = "The accounts: JSON.", Required = true };
    private static readonly Option<string> Market = new("--market") { Description = "The market: riskcluster.market/1 JSON, a chain sample or a chain CSV.", Required = true };
    private static readonly Option<string> Model = new("--model") { Description = "A model's name, or the file of a model document.", DefaultValueFactory = _ => RiskModelFile.DefaultModel };
    private static readonly Option<string[]> Set = new("--set") { Description = "PATH=VALUE: a parameter of the model, changed; may be repeated.", DefaultValueFactory = _ => [] };
    private static readonly Option<string?> Compare = new("--compare") { Description = "all, or NAME,NAME: the same portfolio under several models." };
    private static readonly Option<string> History = new("--history") { Description = "Daily closes for the calibration; the shipped sample by default.", DefaultValueFactory = _ => DemoSample.History };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document instead of tables." };
    private static readonly Option<bool> Explain = new("--explain") { Description = "Say why: waterfall, worst scenario, the share of every lot." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("margin", "Margins the accounts of a file: requirement, equity, Greeks, netting benefit.") { Portfolio, Market, Model, Set, Compare, History, Json, Explain };
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var (modelName, portfolioFile, marketFile) = (parsed.GetRequiredValue(Model), parsed.GetRequiredValue(Portfolio), parsed.GetRequiredValue(Market));
            if (parsed.GetValue(Compare) is { } models)
                return ModelComparison.Run(output, models, portfolioFile, marketFile, (name, text) => Compared(parsed, name, text), parsed.GetValue(Json));
            var modelText = ModelTexts.Compose(modelName, ModelTexts.Overrides(portfolioFile, parsed.GetRequiredValue(Set)));
            if (ModelTexts.IsMadeOfComponents(modelText))
                return LanguageRun.Run(output, modelName, modelText, portfolioFile, marketFile, parsed.GetValue(Json), parsed.GetValue(Explain));
            using var desk = Open(parsed, RiskModelFile.Parse(modelName, modelText), out var calibration);
            var report = MarginReport.Of(desk, calibration);
            if (parsed.GetValue(Json)) MarginJson.Write(output, report, desk, parsed.GetValue(Explain));
            else MarginTables.Write(Terminal.On(output), report, desk, parsed.GetValue(Explain));
            return 0;
        });
        return command;
    }

    private static List<ComparedMargin> Compared(ParseResult parsed, string name, string text)
    {
        using var desk = Open(parsed, RiskModelFile.Parse(name, text), out var calibration);
        return [.. MarginReport.Of(desk, calibration).Accounts.Select(account => new ComparedMargin(
            name, account.Key, account.Figure.EquityUsd, account.Figure.InitialMarginUsd, account.Figure.MaintenanceMarginUsd, account.WorstScenario, null))];
    }

    private static MarginDesk Open(ParseResult parsed, RiskModel model, out MarketCalibration calibration)
    {
        var portfolioFile = parsed.GetRequiredValue(Portfolio);
        var marketFile = parsed.GetRequiredValue(Market);
        var accounts = PortfolioFile.Read(portfolioFile);
        var snapshots = MarketSource.Read(marketFile);
        calibration = Calibrate(model, parsed.GetRequiredValue(History), marketFile, snapshots);
        try
        {
            return new(model, ScenarioSetBuilder.Build(model, calibration), accounts, snapshots, Environment.ProcessorCount);
        }
        catch (UnpricedInstrumentException problem)
        {
            throw new InputException(portfolioFile, problem.Instrument, $"cannot be priced in {marketFile}: {problem.Reason}");
        }
    }

    private static MarketCalibration Calibrate(RiskModel model, string historyFile, string marketFile, IReadOnlyList<MarketSnapshot> snapshots)
    {
        var history = HistoryFile.Read(historyFile);
        var unknown = snapshots.FirstOrDefault(snapshot => !history.Underlyings.Contains(snapshot.Underlying));
        if (unknown is not null) throw new InputException(marketFile, unknown.Underlying, $"{historyFile} has no closes of it to calibrate from");
        try
        {
            return Calibrator.Calibrate(model, history, [.. snapshots.Select(snapshot => snapshot.Underlying)], snapshots[0].AsOf);
        }
        catch (InsufficientHistoryException problem)
        {
            throw new InputException(historyFile, "", problem.Message);
        }
    }
}
