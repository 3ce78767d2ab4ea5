using System.Diagnostics;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Turns;
using RiskCluster.Journal;
using RiskCluster.Journal.Postgres;

namespace RiskCluster.Cli.Bench.Nodes;

/// <summary>Liquidation queues: operations to durable acknowledgement, and how long a keeper waits for the most urgent of many tasks.</summary>
internal static class QueueBench
{
    private const int Keepers = 64;
    private const int FewTasks = 100;
    private const int ManyTasks = 10_000;

    /// <summary>Over SQLite, and over PostgreSQL where there is one.</summary>
    public static IEnumerable<BenchRow> Run(BenchOptions options) => BenchFolder.With<BenchRow[]>(async folder =>
    {
        using var single = new SingleRowSqlite(Path.Combine(folder, "single.db"));
        return [.. await Operations("SQLite", BenchFolder.Journal(folder), single, "one a transaction", options), await Claims(folder, options)];
    }).Concat(Postgres(options));

    private static BenchRow[] Postgres(BenchOptions options)
    {
        if (options.IsShort || PostgresTrialServer.Find() is null) return [];
        using var server = PostgresTrialServer.Start();
        using var single = new SingleRowPostgres(server.ConnectionString("postgres"), Keepers);
        return Operations("PostgreSQL", server.Address, single, $"{Keepers} single-row connections", options).GetAwaiter().GetResult();
    }

    // The turns of one queue come one after the other, each after its commit: many queues share theirs.
    private static async Task<BenchRow[]> Operations(string database, string address, ISingleRow single, string baseline, BenchOptions options)
    {
        AppendLoad one, many;
        await using (var journal = await JournalFactory.Open(address, CancellationToken.None))
        await using (var bench = await BenchNode.Open(journal))
        {
            await bench.Establish();
            QueueKeeper[] together = [.. Enumerable.Range(0, Keepers).Select(i => new QueueKeeper(bench, BenchNode.Venue, $"k{i}"))];
            one = await AppendLoad.Run(Keepers, options.CommitSeconds, (keeper, item) => together[keeper].Do(item));
            await bench.List(1, [.. Enumerable.Range(0, Keepers).Select(VenueOf)]);
            QueueKeeper[] apart = [.. Enumerable.Range(0, Keepers).Select(i => new QueueKeeper(bench, VenueOf(i), $"k{i}"))];
            many = await AppendLoad.Run(Keepers, options.CommitSeconds, (keeper, item) => apart[keeper].Do(item));
        }

        var alone = await AppendLoad.Single(single, 1, options.CommitSeconds, Keepers);
        var shared = await AppendLoad.Single(single, Keepers, options.CommitSeconds);
        return
        [
            new(
                $"queue operations/s to durable, {database}: one queue, {Keepers} keepers / a single-row writer",
                one.RowsPerSecond / alone.RowsPerSecond,
                BenchLimit.AtLeast,
                0.2,
                $"{one}, fills told to accounts and unwinds over the same journal; a single-row writer: {alone}"),
            new(
                $"queue operations/s to durable, {database}: {Keepers} queues, a keeper each / single-row commits",
                many.RowsPerSecond / shared.RowsPerSecond,
                BenchLimit.AtLeast,
                0.5,
                $"{many}, told likewise; {baseline}: {Keepers} writers {shared}"),
        ];

        static string VenueOf(int number) => FormattableString.Invariant($"v{number}");
    }

    private static async Task<BenchRow> Claims(string folder, BenchOptions options)
    {
        var rounds = options.IsShort ? 200 : 1_000;
        var few = new List<double>();
        var many = new List<double>();
        var (small, large) = (Directory.CreateDirectory(Path.Combine(folder, "few")).FullName, Directory.CreateDirectory(Path.Combine(folder, "many")).FullName);
        await Fill(small, FewTasks);
        await Fill(large, ManyTasks);
        await using var smallJournal = await JournalFactory.Open(BenchFolder.Journal(small), CancellationToken.None);
        await using var largeJournal = await JournalFactory.Open(BenchFolder.Journal(large), CancellationToken.None);
        await using var smallNode = await BenchNode.Open(smallJournal);
        await using var largeNode = await BenchNode.Open(largeJournal);
        var (first, second) = (new QueueKeeper(smallNode, BenchNode.Venue, "keeper"), new QueueKeeper(largeNode, BenchNode.Venue, "keeper"));
        for (var round = 0; round < rounds; round++)
        {
            few.Add(await Wait(first));
            many.Add(await Wait(second));
        }

        var (fewMs, manyMs) = (few.Order().ToArray(), many.Order().ToArray());
        return new(
            FormattableString.Invariant($"wait for the most urgent of {ManyTasks} open tasks / of {FewTasks}, to durable claim, median"),
            manyMs[rounds / 2] / fewMs[rounds / 2],
            BenchLimit.AtMost,
            1.5,
            FormattableString.Invariant($"p50 {manyMs[rounds / 2]:0.00} ms, p99 {manyMs[rounds * 99 / 100]:0.00} ms against {fewMs[rounds / 2]:0.00} and {fewMs[rounds * 99 / 100]:0.00} ms, SQLite, {rounds} claims each in turn"));

        static async Task<double> Wait(QueueKeeper keeper)
        {
            var started = Stopwatch.GetTimestamp();
            await keeper.Claim();
            var waited = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            await keeper.Release();
            return waited;
        }
    }

    private static async Task Fill(string folder, int tasks)
    {
        await using var journal = await JournalFactory.Open(BenchFolder.Journal(folder), CancellationToken.None);
        var orders = Enumerable.Range(1, tasks).Select(leg => (LiquidationQueueCommand)new LiquidationQueueCommand.Enqueue(BenchOrders.Of(BenchNode.Venue, "o", leg)));
        await WrittenActors.Write<LiquidationQueueMachine, LiquidationQueueState, LiquidationQueueCommand, LiquidationQueueEvent, LiquidationQueueEffect>(
            journal, new(BenchNode.StartMs), [(BenchNode.Venue, orders)]);
    }
}
