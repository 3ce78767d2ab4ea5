using System.CommandLine;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Output;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.WhatIf;

namespace RiskCluster.Cli.Margining;

/// <summary><c>riskcluster simulate</c>: tries a change on an account or owner of a file (MODEL MRG-11).</summary>
internal static class SimulateCommand
{
    private static readonly Option<string> ChangeOption = new("--change") { Description = "What to try: trades, positions, cash, collateral, moved prices and vols. JSON.", Required = true, HelpName = "FILE" };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document instead of tables." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("simulate", "Tries a change: margin before and after it, and whether it is allowed.") { ChangeOption, Json };
        foreach (var option in MarginFiles.Options) command.Options.Add(option);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var inputs = MarginInputs.Read(MarginFiles.Of(parsed));
        var file = parsed.GetRequiredValue(ChangeOption);
        var asked = ChangeFile.Read(file, inputs.Prices);
        var unknown = asked.Change.Shifts.FirstOrDefault(shift => inputs.Context.Market.All(market => market.Underlying != shift.Underlying));
        if (unknown is not null) throw new InputException(file, "$.overrides", $"{inputs.MarketFile} has no {unknown.Underlying}");
        var (key, accounts) = Portfolio(inputs, file, asked);
        var stranger = asked.Change.Collateral.FirstOrDefault(change => change.Account is not null && accounts.All(account => account.Key != change.Account));
        if (stranger is not null) throw new InputException(file, "$.simulated_collateral_changes", $"{key} has no account {stranger.Account}");
        var result = inputs.Priced(() => WhatIfEvaluation.Of(inputs.Context, accounts, asked.Change), file);
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(Json)) SimulateReport.WriteJson(output, key, inputs, result);
        else SimulateReport.WriteTables(Terminal.On(output), key, result);
        return 0;
    }

    private static (string Key, IReadOnlyList<AccountPortfolio> Accounts) Portfolio(MarginInputs inputs, string file, ChangeFile asked)
    {
        if (asked.Account is null && asked.Owner is null) return ("nothing held", []);
        List<AccountPortfolio> accounts = [.. inputs.Accounts.Where(account => asked.Account is null ? account.Owner == asked.Owner : account.Key == asked.Account)];
        if (accounts.Count > 0) return (asked.Account ?? asked.Owner!, accounts);
        throw new InputException(file, asked.Account is null ? "$.owner" : "$.account", $"{inputs.PortfolioFile} has no {asked.Account ?? asked.Owner}");
    }
}
