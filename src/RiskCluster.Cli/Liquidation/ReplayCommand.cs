using System.CommandLine;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Output;

namespace RiskCluster.Cli.Liquidation;

/// <summary><c>riskcluster liquidation replay</c>: what it is worth to see all venues when a crash comes.</summary>
internal static class ReplayCommand
{
    private const string Name = "liquidation replay";
    private static readonly Option<int> Owners = new("--owners") { Description = "Owners of an account on each of three venues.", DefaultValueFactory = _ => 334 };
    private static readonly Option<double> Leverage = new("--leverage") { Description = "Their equity at the start over maintenance margin.", DefaultValueFactory = _ => 1.05 };
    private static readonly Option<double> Buffer = new("--buffer") { Description = "Share b of the buffer margin (1 + b) x maintenance margin.", DefaultValueFactory = _ => 0.2 };
    private static readonly Option<int> Ticks = new("--ticks") { Description = "Markets looked at from one observed chain to the next.", DefaultValueFactory = _ => 4 };
    private static readonly Option<int> Seed = new("--seed") { Description = "Same seed, same accounts.", DefaultValueFactory = _ => 5 };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("replay", "Unwinds owners on three venues through the crash of 5 February 2026, by a plan over all venues and venue by venue, and compares.")
        {
            Owners, Leverage, Buffer, Ticks, Seed, Json,
        };
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var options = Read(parsed);
            // A bar has no place in a document.
            var replay = CrashReplay.Run(parsed.GetValue(Json) ? Terminal.On(TextWriter.Null) : Terminal.On(output), options);
            if (parsed.GetValue(Json)) ReplayReport.WriteJson(output, replay, options);
            else ReplayReport.WriteTables(Terminal.On(output), replay, options);
            return 0;
        });
        return command;
    }

    private static ReplayOptions Read(ParseResult parsed)
    {
        var options = new ReplayOptions(parsed.GetValue(Owners), parsed.GetValue(Leverage), parsed.GetValue(Buffer), parsed.GetValue(Ticks), parsed.GetValue(Seed));
        Require(options.Owners is >= 1 and <= 999, "--owners", "must be within [1, 999]");
        Require(options.Leverage is >= 1 and <= 100, "--leverage", "must be within [1, 100]");
        Require(options.BufferShare is >= 0 and <= 10, "--buffer", "must be within [0, 10]");
        Require(options.Ticks is >= 1 and <= 1000, "--ticks", "must be within [1, 1000]");
        return options;
    }

    private static void Require(bool holds, string option, string rule)
    {
        if (!holds) throw new InputException(Name, option, rule);
    }
}
