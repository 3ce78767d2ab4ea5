using System.CommandLine;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Language;
using RiskCluster.Cli.Output;
using RiskCluster.Cli.Plot;

namespace RiskCluster.Cli.Margining;

/// <summary><c>riskcluster margin</c>: margins the accounts of a file in the market of a file.</summary>
internal static class MarginCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document instead of tables." };
    private static readonly Option<bool> Explain = new("--explain") { Description = "Say why: waterfall, binding scenarios, the share of every lot, where the requirement is to be held." };
    private static readonly Option<string?> Compare = new("--compare") { Description = "all, or NAME,NAME: the same portfolio under several models." };
    private static readonly Option<string?> Owner = new("--owner") { Description = "Whose stress, hedge and plot; every owner by default." };
    private static readonly Option<bool> Stress = new("--reverse-stress") { Description = "The smallest move of spot that breaches maintenance margin." };
    private static readonly Option<double?> Hedge = new("--hedge") { Description = "The cheapest single trade that frees this much initial margin, USD.", HelpName = "AMOUNT" };
    private static readonly Option<double> HedgeCost = new("--hedge-cost") { Description = "What a hedge costs, as a fraction of its notional.", DefaultValueFactory = _ => OwnerAnswer.DefaultCostFraction };
    private static readonly Option<string?> Plot = new("--plot") { Description = "Draw profit and loss over spot and vol, and the netting, into an SVG file.", HelpName = "FILE" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("margin", "Margins the accounts of a file: requirement, equity, Greeks, netting benefit.") { Json, Explain, Compare, Owner, Stress, Hedge, HedgeCost, Plot };
        foreach (var option in MarginFiles.Options) command.Options.Add(option);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var output = parsed.InvocationConfiguration.Output;
        var files = MarginFiles.Of(parsed);
        if (parsed.GetValue(Compare) is { } models)
            return ModelComparison.Run(output, models, files.Portfolio, files.Market, (name, text) => Compared(files with { ModelName = name, ModelText = text }), parsed.GetValue(Json));
        if (ModelTexts.IsMadeOfComponents(files.ModelText))
        {
            RefuseQuestions(parsed, files.ModelName);
            return LanguageRun.Run(output, files.ModelName, files.ModelText, files.Portfolio, files.Market, parsed.GetValue(Json), parsed.GetValue(Explain));
        }

        var inputs = MarginInputs.Read(files);
        var question = Question(parsed, inputs);
        var context = inputs.Context;
        using var desk = Open(inputs);
        var report = MarginReport.Of(desk, inputs.Calibration);
        var answers = question.Owners.Select(owner => OwnerAnswer.Of(context, owner, [.. desk.Accounts.Where(account => account.Owner == owner)], question)).ToList();
        if (parsed.GetValue(Plot) is { } file) Draw(file, context, desk, report, question.Owners[0]);

        var explain = parsed.GetValue(Explain);
        if (parsed.GetValue(Json))
        {
            MarginJson.Write(output, report, answers, context, desk, explain);
            return 0;
        }

        var console = Terminal.On(output);
        MarginTables.Write(console, report, desk, explain);
        OwnerAnswerTables.Write(console, answers, explain);
        return 0;
    }

    private static MarginDesk Open(MarginInputs inputs) =>
        inputs.Priced(() => new MarginDesk(inputs.Context.Model, inputs.Context.Scenarios, inputs.Accounts, inputs.Context.Market, Environment.ProcessorCount));

    private static List<ComparedMargin> Compared(MarginFiles files)
    {
        var inputs = MarginInputs.Read(files);
        using var desk = Open(inputs);
        return [.. MarginReport.Of(desk, inputs.Calibration).Accounts.Select(account => new ComparedMargin(
            files.ModelName, account.Key, account.Figure.EquityUsd, account.Figure.InitialMarginUsd, account.Figure.MaintenanceMarginUsd, account.WorstScenario, null))];
    }

    /// <summary>Stress, hedge and plot ask the scenario set of an engine model; a document of components has none to ask.</summary>
    private static void RefuseQuestions(ParseResult parsed, string model)
    {
        foreach (var option in new Option[] { Owner, Stress, Hedge, Plot })
            if (parsed.GetResult(option) is { Implicit: false })
                throw new InputException(option.Name, "", $"needs a model that the engine runs, such as {ModelTexts.DefaultModel}; {model} is made of components");
    }

    private static OwnerQuestion Question(ParseResult parsed, MarginInputs inputs)
    {
        var owners = inputs.Accounts.Select(account => account.Owner).Distinct().ToList();
        if (parsed.GetValue(Owner) is { } owner)
            owners = owners.Contains(owner) ? [owner] : throw new InputException("--owner", owner, $"owns no account of {inputs.PortfolioFile}");
        if (parsed.GetValue(Plot) is not null && owners.Count > 1) throw new InputException("--plot", "", $"{inputs.PortfolioFile} has {owners.Count} owners: name one with --owner");
        if (parsed.GetValue(Hedge) is { } amount && !(amount > 0 && double.IsFinite(amount))) throw new InputException("--hedge", "", "must be a positive amount of USD");
        var cost = parsed.GetValue(HedgeCost);
        if (!(cost is >= 0 and <= 1)) throw new InputException("--hedge-cost", "", "must be a fraction within [0, 1]");
        return new(owners, parsed.GetValue(Stress), parsed.GetValue(Hedge), cost);
    }

    private static void Draw(string file, Risk.Engine.MarginContext context, MarginDesk desk, MarginReport report, string owner)
    {
        var accounts = desk.Accounts.Where(account => account.Owner == owner).ToList();
        var svg = MarginPlot.Draw(context, accounts, report.Owners.Single(item => item.Owner == owner));
        OutputFile.Write((file, System.Text.Encoding.UTF8.GetBytes(svg)));
    }
}
