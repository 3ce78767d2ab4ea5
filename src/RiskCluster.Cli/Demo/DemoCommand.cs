using System.CommandLine;
using System.Diagnostics;
using RiskCluster.Cli.Cluster;
using RiskCluster.Cli.Data;
using RiskCluster.Cli.Language;
using RiskCluster.Cli.Margining;
using RiskCluster.Cli.Output;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Scenarios;
using RiskCluster.Runtime.Node;
using Spectre.Console;

namespace RiskCluster.Cli.Demo;

/// <summary><c>riskcluster demo</c>: a thousand accounts on real option chains, kept by actors over a journal and margined through the crash of 5 February 2026.</summary>
internal static class DemoCommand
{
    private const int TicksBetweenChains = 24;
    private static readonly Option<int> Seed = new("--seed") { Description = "Same seed, same accounts.", DefaultValueFactory = _ => 5 };
    private static readonly Option<int> Workers = new("--workers") { Description = "Threads of the margin cycle.", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<string> Journal = new("--journal")
    {
        Description = "The SQLite file that everything is kept in. A run goes on where the file ends.",
        DefaultValueFactory = _ => Path.Combine(".riskcluster", "demo.sqlite"),
    };

    private static readonly Option<bool> Serve = new("--serve") { Description = "Serves the book over the API and the console instead, in our time: the chains moved to the present, the crash forth and back, keepers at work." };
    private static readonly Option<string> Urls = new("--urls") { Description = "Where it serves.", DefaultValueFactory = _ => new Host.Configuration.ServeOptions().Urls };
    private static readonly Option<string> Data = new("--data") { Description = "The server's data folder; a serving demo begins anew in it.", DefaultValueFactory = _ => Path.Combine(".riskcluster", "demo-server") };
    private static readonly Option<double> Pace = new("--pace") { Description = "Seconds from tick to tick of the serving demo.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string> Engine = new("--engine") { Description = "orleans: the same book on silos beside one process, every figure of every tick compared.", DefaultValueFactory = _ => "embedded" };
    private static readonly Option<int> Silos = new("--silos") { Description = "With --engine orleans: how many, 1 to 9.", DefaultValueFactory = _ => 3 };
    private static readonly Option<int> Ticks = new("--ticks") { Description = "With --engine orleans: how many.", DefaultValueFactory = _ => int.MaxValue };
    private static readonly Option<bool> Fresh = new("--fresh") { Description = "Forgets the file and starts anew." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("demo", "Margins about 1,000 accounts on three venues through a real crash and follows one owner; killed in the middle, it goes on from its journal.") { Seed, Workers, Journal, Fresh, Serve, Urls, Data, Pace, Engine, Silos, Ticks };
        Engine.AcceptOnlyFromAmong("embedded", "orleans");
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(Engine) == "orleans")
            {
                var (silos, ticks) = (ClusterCommand.Checked(parsed.GetValue(Silos)), parsed.GetValue(Ticks));
                if (ticks < 0) throw new Input.InputException("--ticks", "", "is at least 0");
                return ClusterRuns.Demo(silos, ticks, parsed.GetValue(Seed), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            }

            if (parsed.GetValue(Serve))
            {
                var pace = parsed.GetValue(Pace);
                if (!(pace is >= 0.1 and <= 5)) throw new Input.InputException("--pace", "", "is from 0.1 to 5 seconds: a market that is older than 10 is stale");
                return await DemoServer.Run(parsed.InvocationConfiguration.Output, parsed.GetRequiredValue(Urls), parsed.GetRequiredValue(Data), parsed.GetValue(Seed), TimeSpan.FromSeconds(pace), cancellation);
            }

            var file = parsed.GetRequiredValue(Journal);
            if (parsed.GetValue(Fresh))
                foreach (var old in new[] { file, $"{file}-wal", $"{file}-shm" })
                    File.Delete(old);
            await Run(Terminal.On(parsed.InvocationConfiguration.Output), file, parsed.GetValue(Seed), Math.Max(1, parsed.GetValue(Workers)));
            return 0;
        });
        return command;
    }

    private static async Task Run(IAnsiConsole console, string file, int seed, int workers)
    {
        var start = Stopwatch.GetTimestamp();
        var path = DemoMarket.Read();
        var model = RiskModel.Load(ModelTexts.DefaultModel);
        var history = HistoryFile.Read(DemoSample.History);
        var calibration = Calibrator.Calibrate(model, history, [.. path.Opening.Select(market => market.Underlying)], ModelCalibration.DayOf(path.Opening[0].AsOf));
        var scenarios = ScenarioSetBuilder.Build(model, calibration);
        DemoTables.WriteSetting(console, path, model, calibration, scenarios, history);
        var accounts = Accounts(path, model, scenarios, seed, workers);

        var opened = Stopwatch.GetTimestamp();
        await using var cluster = await DemoCluster.Open(file, history, path.Opening[0].AsOf.ToUtc(), workers);
        var recovery = Stopwatch.GetElapsedTime(opened);
        var opening = new DemoOpening(cluster, seed);
        await opening.RequireSameBook(file, model);
        var sources = new DemoSources(cluster);
        var unwinds = new DemoUnwinds(cluster, seed);
        var first = await FirstTick(cluster, path);
        if (first > 0) DemoTables.WriteResumed(console, file, cluster.Node.Resumed, await cluster.Recorded(), recovery, first - 1, path.TickCount(TicksBetweenChains));
        else
        {
            await opening.Govern(model, path.Opening.Select(market => market.Underlying));
            await Terminal.Progress(console, "Venues report their accounts", accounts.Count, advance => opening.Register(accounts, advance));
            await DemoUnwinds.Insure(cluster.Actors);
            await sources.Post(0, path.Opening);
        }

        await cluster.Node.RunCycle(CancellationToken.None);
        var keys = accounts.Select(account => account.Key).ToList();
        using (var desk = await Desk(cluster, keys, workers))
        {
            if (first == 0) DemoTables.WriteBook(console, desk);
            DemoTables.WriteOwner(console, desk, first == 0 ? "before the crash" : "as the journal has it");
        }

        var replay = new DemoReplay(cluster, sources, new(cluster, keys, seed), unwinds, [.. accounts.Select(account => account.Owner).Distinct()]);
        if (!await Replay(console, replay, path, Math.Max(1, first)))
        {
            console.WriteLine($"The journal holds the whole replay: nothing is left to do. Start anew with --fresh, look inside with: riskcluster journal show --journal sqlite:{file}");
            return;
        }

        DemoTables.WriteReplay(console, replay);
        var stories = await cluster.Unwinds();
        UnwindTables.WriteCourse(console, stories);
        using var last = await Desk(cluster, keys, workers);
        DemoTables.WriteOwner(console, last, "after the crash");
        UnwindTables.WriteOutcomes(console, stories);
        DemoTables.WriteEnd(console, last, path, history, replay, Stopwatch.GetElapsedTime(start));
        DemoTables.WriteJournal(console, file, await cluster.Recorded(), DemoCheck.Of(cluster.Node.Board, last));
    }

    // The same seed makes the same book, so that a run that goes on knows its accounts by name.
    internal static List<AccountPortfolio> Accounts(DemoMarket path, RiskModel model, ScenarioSet scenarios, int seed, int workers, UnixTime? lastTick = null)
    {
        var accounts = DemoBook.Build(path.OpeningChains, path.Opening, lastTick ?? path.End, seed, DemoOwners.Demo);
        accounts.AddRange(FollowedOwner.Build(path.OpeningChains[0], path.Opening[0]));
        using var unfunded = new MarginDesk(model, scenarios, accounts, path.Opening, workers);
        return DemoCash.Endow(unfunded, seed);
    }

    /// <summary>The first tick that may have been left unfinished; 0 when the journal is empty. Where every market has seen a tick its unwinds may not be over, and it is run again.</summary>
    private static async Task<int> FirstTick(DemoCluster cluster, DemoMarket path)
    {
        var (seen, most) = (path.TickCount(TicksBetweenChains) + 1, 0);
        foreach (var market in path.Opening)
        {
            var consensus = (await cluster.Actors.MarketData(market.Underlying).Read(fenced: false, CancellationToken.None)).State.Consensus;
            if (consensus is null) return 0;
            var ticks = path.TicksUpTo(market.Underlying, consensus.AsOfMs, TicksBetweenChains);
            (seen, most) = (Math.Min(seen, ticks), Math.Max(most, ticks));
        }

        var isOver = seen > path.TickCount(TicksBetweenChains) && cluster.Node.OpenUnwinds == 0;
        return isOver || seen < most ? seen : Math.Max(1, seen - 1);
    }

    private static async Task<MarginDesk> Desk(DemoCluster cluster, IReadOnlyList<string> keys, int workers)
    {
        var model = cluster.Node.Board.View!.Model;
        return new(model.Model, model.Scenarios, await cluster.Accounts(keys), cluster.Markets, workers);
    }

    private static async Task<bool> Replay(IAnsiConsole console, DemoReplay replay, DemoMarket path, int first)
    {
        var count = path.TickCount(TicksBetweenChains);
        if (first > count) return false;
        if (first == 1) replay.Record();
        await Terminal.Progress(console, "Replaying the crash, tick by tick", count - first + 1, async advance =>
        {
            for (var tick = first; tick <= count; tick++)
            {
                await replay.Tick(tick, path.Tick((tick - 1) / TicksBetweenChains, (tick - 1) % TicksBetweenChains + 1, TicksBetweenChains));
                if (tick % TicksBetweenChains == 0) replay.Record();
                advance();
            }
        });
        return true;
    }
}
