using System.CommandLine;
using System.Diagnostics;
using RiskCluster.Cli.Data;
using RiskCluster.Cli.Language;
using RiskCluster.Cli.Margining;
using RiskCluster.Cli.Output;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Scenarios;
using Spectre.Console;

namespace RiskCluster.Cli.Demo;

/// <summary><c>riskcluster demo</c>: a thousand accounts on real option chains, margined through the crash of 5 February 2026.</summary>
internal static class DemoCommand
{
    private const int TicksBetweenChains = 24;
    private static readonly Option<int> Seed = new("--seed") { Description = "Same seed, same accounts.", DefaultValueFactory = _ => 5 };
    private static readonly Option<int> Workers = new("--workers") { Description = "Threads of the margin cycle.", DefaultValueFactory = _ => Environment.ProcessorCount };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("demo", "Margins about 1,000 accounts on three venues through a real crash and follows one owner.") { Seed, Workers };
        command.SetAction(parsed =>
        {
            Run(Terminal.On(parsed.InvocationConfiguration.Output), parsed.GetValue(Seed), Math.Max(1, parsed.GetValue(Workers)));
            return 0;
        });
        return command;
    }

    private static void Run(IAnsiConsole console, int seed, int workers)
    {
        var start = Stopwatch.GetTimestamp();
        var path = DemoMarket.Read(console);
        var model = RiskModel.Load(ModelTexts.DefaultModel);
        var history = HistoryFile.Read(DemoSample.History);
        var calibration = Calibrator.Calibrate(model, history, [.. path.Opening.Select(market => market.Underlying)], path.Opening[0].AsOf);
        var scenarios = ScenarioSetBuilder.Build(model, calibration);
        DemoTables.WriteSetting(console, path, model, calibration, scenarios, history);

        var accounts = DemoBook.Build(path.OpeningChains, path.Opening, path.End, seed, DemoOwners.Demo);
        accounts.AddRange(FollowedOwner.Build(path.OpeningChains[0], path.Opening[0]));
        using (var unfunded = new MarginDesk(model, scenarios, accounts, path.Opening, workers)) accounts = DemoCash.Endow(unfunded, seed);
        using var desk = new MarginDesk(model, scenarios, accounts, path.Opening, workers);
        DemoTables.WriteBook(console, desk);
        DemoTables.WriteOwner(console, desk, "before the crash");

        var replay = Replay(console, desk, path);
        DemoTables.WriteReplay(console, replay);
        DemoTables.WriteOwner(console, desk, "after the crash");
        DemoTables.WriteEnd(console, desk, path, history, replay, Stopwatch.GetElapsedTime(start));
    }

    private static DemoReplay Replay(IAnsiConsole console, MarginDesk desk, DemoMarket path)
    {
        var replay = new DemoReplay(desk);
        replay.Record(path.Opening);
        // The first cycles compile the code; they are not what a running engine shows.
        for (var i = 0; i < 20; i++) desk.Cycle.Run([.. path.Opening]);
        var legs = path.Observations.Count - 1;
        Terminal.Progress(console, "Replaying the crash, tick by tick", legs * TicksBetweenChains, advance =>
        {
            for (var leg = 0; leg < legs; leg++)
            {
                for (var tick = 1; tick <= TicksBetweenChains; tick++)
                {
                    replay.Tick(path.Tick(leg, tick, TicksBetweenChains));
                    advance();
                }

                replay.Record(path.Observations[leg + 1]);
            }
        });
        return replay;
    }
}
