using System.CommandLine;
using RiskCluster.Cli.Attest;
using RiskCluster.Cli.Backtest;
using RiskCluster.Cli.Bench;
using RiskCluster.Cli.Chaos;
using RiskCluster.Cli.Cluster;
using RiskCluster.Cli.Contagion;
using RiskCluster.Cli.Data;
using RiskCluster.Cli.Demo;
using RiskCluster.Cli.Doctor;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Journal;
using RiskCluster.Cli.Language;
using RiskCluster.Cli.Liquidation;
using RiskCluster.Cli.Margining;
using RiskCluster.Cli.Remote.Commands;
using RiskCluster.Cli.Remote.Load;
using RiskCluster.Cli.Serve;
using RiskCluster.Cli.Sim;

namespace RiskCluster.Cli;

/// <summary>The command tree and its exit codes: 0 done, 1 a bar or check was missed, 2 bad input or bad usage, 3 the cluster engine is not in this build, 4 refused by a server, 5 no server answered.</summary>
public static class CommandLine
{
    /// <summary>A bar, a test or a check was missed.</summary>
    public const int Missed = 1;

    /// <summary>The input or the command line was wrong.</summary>
    public const int BadInput = 2;

    /// <summary>A server refused, and said why.</summary>
    public const int Refused = 4;

    /// <summary>No server answered.</summary>
    public const int Unreachable = 5;

    // What shells ask with to complete a line, which is not whole yet.
    private const string Suggest = "[suggest";

    /// <summary>The command tree, one for the process: an option remembers every command that it was ever put on.</summary>
    public static RootCommand Root { get; } = new("RiskCluster: one exact, explained margin figure for every owner of derivatives positions across all venues.")
    {
        DemoCommand.Create(),
        ServeCommand.Create(),
        TokenCommand.Create(),
        DoctorCommand.Create(),
        MarginCommand.Create(),
        ModelCommand.Create(),
        SimulateCommand.Create(),
        LiquidationCommand.Create(),
        BacktestCommand.Create(),
        ContagionCommand.Create(),
        BenchCommand.Create(),
        DataCommand.Create(),
        AttestCommand.Create(),
        VenueCommand.Create(),
        AccountCommand.Create(),
        PortfolioCommand.Create(),
        MarketCommand.Create(),
        ParamsCommand.Create(),
        LiquidationsCommand.Create(),
        WatchCommand.Create(),
        KeysCommand.Create(),
        AdminCommand.Create(),
        LoginCommand.Create(),
        HealthCommand.Create(),
        CompletionsCommand.Create(),
        LoadCommand.Create(),
        JournalCommand.Create(),
        ChaosCommand.Create(),
        ChaosWriterCommand.Create(),
        SimCommand.Create(),
        ClusterCommand.Create(),
        ClusterCommand.CreateSilo(),
    };

    /// <summary>Runs one command line.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        var parsed = Root.Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Errors.Count > 0 && !args[0].StartsWith(Suggest, StringComparison.Ordinal))
        {
            foreach (var problem in parsed.Errors) error.WriteLine(problem.Message);
            return BadInput;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = error });
        }
        catch (InputException problem)
        {
            error.WriteLine(problem.Message);
            return BadInput;
        }
    }
}
