using System.Diagnostics;
using Microsoft.Data.Sqlite;
using RiskCluster.Cli.Language;
using RiskCluster.Core.Accounts;
using RiskCluster.Journal;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Cli.Bench.Nodes;

/// <summary>Whole nodes: updates to durable acknowledgement with their margin, the cycle through the actors, memory, recovery, and a start beside accounts that sleep.</summary>
internal static class NodeBench
{
    private const int SingleWriters = 64;
    private const int MostWriters = 1000;

    // What a tick costs whatever the book weighs most where the book is small.
    private const double FewBar = 1.6;

    /// <summary>The measurements; the largest books in the long form only.</summary>
    public static IEnumerable<BenchGroup> Groups() =>
    [
        new("updates", options => InFolder(folder => Updates(folder, options))),
        new("cycle", options => [Cycle(10_000, options.IsShort ? 5 : 15).GetAwaiter().GetResult()]),
        new("cycle", options => options.IsShort ? [] : [Cycle(2_000, 25, FewBar).GetAwaiter().GetResult()]),
        new("cycle", options => options.IsShort ? [] : [Cycle(100_000, 5).GetAwaiter().GetResult()]),
        new("memory", _ => BenchFolder.With(MemoryBench.Run)),
        new("recovery", options => InFolder(folder => Recovery(folder, options.IsShort ? 5_000 : 100_000))),
        new("queues", QueueBench.Run),
        new("unwinds", options => UnwindBench.Run(options).GetAwaiter().GetResult()),
        new("dormant", options => InFolder(folder => Dormant(folder, options.IsShort ? 20_000 : 1_000_000))),
    ];

    private static async Task<BenchRow> Updates(string folder, BenchOptions options)
    {
        var loads = new List<AppendLoad>();
        await using (var journal = await Open(folder))
        await using (var bench = await BenchNode.Open(journal, cyclesByItself: true))
        {
            await bench.Establish();
            await bench.HoldEverything();
            foreach (var writers in new[] { 1, SingleWriters, MostWriters })
            {
                loads.Add(await AppendLoad.Run(writers, options.CommitSeconds, async (writer, item) =>
                {
                    var account = $"{BenchNode.Venue}/{writers}-{writer}";
                    var answer = await bench.Update(account, item + 1, new PositionChange(BenchNode.Instruments[writer].Name, item % 50 + 1));
                    var figure = bench.Node.Board.Figure(account);
                    if (figure?.Figure is null || figure.Inputs.PositionSeq < answer.Head) throw new InvalidOperationException($"no margin of the update: {figure?.Problem}");
                }));
            }
        }

        using var single = new SingleRowSqlite(Path.Combine(folder, "single.db"));
        var alone = await AppendLoad.Single(single, SingleWriters, options.CommitSeconds);
        return new(
            "position updates/s to durable with their margin, 1,000 writers / single-row commits",
            loads[^1].RowsPerSecond / alone.RowsPerSecond,
            BenchLimit.AtLeast,
            1,
            $"SQLite: {string.Join("; ", loads.Select(load => $"{load.Writers} writers {load}"))}; one a transaction: {SingleWriters} writers {alone}");
    }

    private static async Task<BenchRow> Cycle(int accounts, int rounds, double bar = 1.3)
    {
        await using var journal = new MemoryJournal();
        await using var bench = await BenchNode.Open(journal);
        await bench.Establish();
        await bench.Put(BenchWorkload.AccountsOneByOne(BenchNode.Instruments, accounts));
        await bench.Tick();

        using var arrays = new RiskArrays(BenchNode.Instruments, BenchWorkload.ScenarioSet());
        var book = new MarginBook(BenchNode.Instruments);
        foreach (var account in BenchWorkload.AccountsOneByOne(BenchNode.Instruments, accounts)) book.Put(account with { Collateral = [] });
        using var cycle = new MarginCycle(arrays, book, RiskModel.Load(ModelTexts.DefaultModel).Requirement, SerialWork.Instance);
        var version = 0L;
        var times = Interleaved.MedianProcessNanoseconds(rounds, () => bench.Tick().GetAwaiter().GetResult(), () => cycle.Run([BenchBoard.Market(++version)]), () => bench.Observe().GetAwaiter().GetResult());
        return new(
            FormattableString.Invariant($"tick through actors and board / margin cycle of the bare engine, {accounts} accounts"),
            times[0] / times[1],
            BenchLimit.AtMost,
            bar,
            FormattableString.Invariant($"{times[0] / 1e6:0.0} ms against {times[1] / 1e6:0.0} ms CPU, {BenchWorkload.LotsEach} lots each, from the observation to the last margin; {times[2] / 1e6:0.0} ms of it are the market's turn"));
    }

    private static async Task<BenchRow> Recovery(string folder, int accounts)
    {
        const int old = 32;
        const int tail = 4;
        await Write(journal => WrittenAccounts.Updates(journal, BenchNode.Venue, accounts, old, Instrument));
        // A node that closes leaves snapshots; what comes after them is the tail.
        await Start(folder, accounts, isEstablished: false);
        await Write(journal => WrittenAccounts.Updates(journal, BenchNode.Venue, accounts, tail, Instrument));
        var fromSnapshot = await Start(folder, accounts);
        using (var connection = new SqliteConnection($"Data Source={BenchFolder.JournalFile(folder)};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM snapshots";
            command.ExecuteNonQuery();
        }

        var fromZero = await Start(folder, accounts);
        return new(
            FormattableString.Invariant($"recovery of {accounts} accounts from snapshot and tail / from zero, CPU"),
            fromSnapshot.CpuMs / fromZero.CpuMs,
            BenchLimit.AtMost,
            1,
            FormattableString.Invariant($"{old + tail} events each, {tail} after the snapshot, to the first margin cycle: {Told(fromSnapshot, tail)} against {Told(fromZero, old + tail)}"));

        string Told((double CpuMs, double WallMs, long Bytes) start, long events) => FormattableString.Invariant(
            $"{start.CpuMs:0} ms CPU ({start.WallMs:0} wall), {accounts * events / start.WallMs * 1000:0} events/s, {start.Bytes / 1e6:0.0} MB");

        async Task Write(Func<IJournal, Task> write)
        {
            await using var journal = await Open(folder);
            await write(journal);
        }

        static string Instrument(long number) => BenchNode.Instruments[(int)(number % BenchNode.Instruments.Length)].Name;
    }

    private static async Task<BenchRow> Dormant(string folder, int accounts)
    {
        const int awake = 100;
        const int starts = 5;
        await using (var journal = await Open(folder)) await WrittenAccounts.Updates(journal, BenchNode.Venue, awake, 1, _ => BenchNode.Instruments[0].Name);
        await Start(folder, awake, isEstablished: false);
        var alone = await Least();
        await using (var journal = await Open(folder)) await WrittenAccounts.Dormant(journal, "dormant", accounts);
        var beside = await Least();
        return new(
            FormattableString.Invariant($"start of a node beside {accounts} dormant accounts / without them, CPU"),
            beside.CpuMs / alone.CpuMs,
            BenchLimit.AtMost,
            2,
            FormattableString.Invariant($"{beside.CpuMs:0} ms CPU ({beside.WallMs:0} wall) and {beside.Bytes / 1e6:0.0} MB against {alone.CpuMs:0} ms and {alone.Bytes / 1e6:0.0} MB; {awake} accounts are awake"));

        async Task<(double CpuMs, double WallMs, long Bytes)> Least()
        {
            var least = await Start(folder, awake);
            for (var i = 1; i < starts; i++)
                if (await Start(folder, awake) is var start && start.CpuMs < least.CpuMs)
                    least = start;
            return least;
        }
    }

    /// <summary>Opens a node on what is in a folder, to its first margin cycle; what it used, and what it holds.</summary>
    private static async Task<(double CpuMs, double WallMs, long Bytes)> Start(string folder, int accounts, bool isEstablished = true)
    {
        await using var journal = await Open(folder);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (started, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await using var bench = await BenchNode.Open(journal);
        if (!isEstablished) await bench.Establish();
        await bench.Node.RunCycle(CancellationToken.None);
        var (wall, used) = (Stopwatch.GetElapsedTime(started), Environment.CpuUsage.TotalTime - cpu);
        if (bench.Node.Board.View!.Coverage.OwnersMargined != accounts) throw new InvalidOperationException($"{bench.Node.Board.View.Coverage.OwnersMargined} of {accounts} accounts came back");
        return (used.TotalMilliseconds, wall.TotalMilliseconds, GC.GetTotalMemory(forceFullCollection: true) - before);
    }

    private static ValueTask<IJournal> Open(string folder) => JournalFactory.Open(BenchFolder.Journal(folder), CancellationToken.None);

    private static BenchRow[] InFolder(Func<string, Task<BenchRow>> measure) => BenchFolder.With<BenchRow[]>(async folder => [await measure(folder)]);
}
