using System.CommandLine;
using RiskCluster.Cli.Input;

namespace RiskCluster.Cli.Data;

/// <summary><c>riskcluster data</c>: brings market data in and shows what is in it.</summary>
public static class DataCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create() => new("data", "Import market data and show what is in it.")
    {
        CreateImport(),
        HistoryImport.CreateCommand(),
        CreateShow(),
    };

    private static Command CreateImport()
    {
        var files = new Argument<string[]>("files") { Description = "Option chains: CSV, plain or gzip.", Arity = ArgumentArity.OneOrMore };
        var folder = new Option<string>("--out") { Description = "Folder for the samples; made when absent.", Required = true };
        var command = new Command("import", "Convert option chains to the project's sample format; all of them or, if one is bad, none.") { files, folder };
        command.SetAction(parsed =>
        {
            ChainImport.Run(parsed.GetValue(files)!, parsed.GetValue(folder)!, parsed.InvocationConfiguration.Output);
            return 0;
        });
        return command;
    }

    private static Command CreateShow()
    {
        var file = new Argument<string>("file") { Description = "An option chain: CSV or sample, plain or gzip." };
        var command = new Command("show", "Summarise an option chain: forwards, volatilities, fit and arbitrage.") { file };
        command.SetAction(parsed =>
        {
            ChainReport.Write(ImportedChain.Read(parsed.GetValue(file)!), parsed.InvocationConfiguration.Output);
            return 0;
        });
        return command;
    }
}
