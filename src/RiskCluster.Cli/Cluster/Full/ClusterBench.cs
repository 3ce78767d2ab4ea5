using RiskCluster.Cli.Bench;
using RiskCluster.Cli.Bench.Nodes;
using RiskCluster.Core.Margins;
using RiskCluster.Journal.Postgres;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Cli.Cluster;

/// <summary>What the cluster engine costs beside one process: margin cycles, messages of a tick, calls, activations, and how evenly owners stand. Silos in this process, over sockets.</summary>
internal sealed class ClusterBench(PostgresTrialServer server, BenchOptions options)
{
    private const int Silos = 3;
    private readonly int accounts = options.IsShort ? 20_000 : 100_000;
    // The board of one process has had its first market when it is made.
    private long version = 1;

    /// <summary>All rows, each as soon as it is measured.</summary>
    public async IAsyncEnumerable<BenchRow> Run()
    {
        await using var journal = new MemoryJournal();
        var clock = new BenchClock(DateTimeOffset.FromUnixTimeMilliseconds(BenchNode.StartMs));
        var book = BenchWorkload.AccountsOneByOne(BenchNode.Instruments, accounts);
        await using var plain = await BenchNode.Open(new MemoryJournal());
        await plain.Establish();
        // The board of one process with the same accounts; their actors would only take memory.
        using var whole = new BenchBoard(BenchNode.Instruments, accounts);
        await using var silos = new LocalSilos(server, journal, BenchNode.Calibration, BenchNode.Options(clock));
        var joined = new List<(int Silos, double CpuNanoseconds)>();
        BenchNode? bench = null;
        for (var count = 1; count <= Silos; count++)
        {
            await silos.Join();
            BenchNode.Margin(silos.Nodes[^1]);
            if (bench is null)
            {
                bench = BenchNode.Of(silos.Nodes[0], new PatientActors(silos.Nodes[0].Actors), clock);
                await bench.Establish();
                await bench.Put(book);
            }

            await silos.Covered(accounts);
            await Seen(silos, bench);
            var times = await Cycles(silos, bench, whole.Board);
            joined.Add((count, times[0]));
            if (count == 2) yield return Ratio("margin cycle over two silos / in one process, CPU", times, 1.25);
        }

        yield return Scaling(joined);
        yield return Share("three joined", silos);
        yield return await Messages(silos, bench!);
        var grains = new GrainBench(silos, plain, options);
        foreach (var row in await grains.Calls()) yield return row;
        foreach (var row in await grains.Idle()) yield return row;
        await silos.Kill();
        await silos.Covered(accounts + GrainBench.Told);
        yield return Share("one killed", silos);
        await silos.Join();
        await silos.Covered(accounts + GrainBench.Told);
        yield return Share("another joined", silos);
    }

    // CPU of the thread that cycles, over a new market, which all boards have before it is measured.
    private async Task<double[]> Cycles(LocalSilos silos, BenchNode bench, RiskBoard whole)
    {
        var rounds = options.IsShort ? 7 : 15;
        var (spread, alone) = (new double[rounds], new double[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            await bench.Observe();
            whole.Publish(BenchBoard.Market(++version), FigureStatus.Ok);
            await LocalSilos.Until(() => silos.Nodes.All(node => node.Markets.Any(market => market.Consensus.AsOfMs == bench.NowMs)), () => "a board has not heard of the market");
            spread[round] = silos.Nodes.Sum(node => Cpu(() => node.Board.RunCycle()));
            alone[round] = Cpu(whole.RunCycle);
            // What has crossed a line is reported, unmeasured.
            foreach (var node in silos.Nodes) await node.RunCycle(CancellationToken.None);
        }

        return [Interleaved.Median(spread), Interleaved.Median(alone)];

        static double Cpu(Func<bool> cycle)
        {
            var spent = 0.0;
            // A market is known a moment before the board has it.
            var hasRun = SpinWait.SpinUntil(
                () =>
                {
                    var before = Interleaved.ThreadCpuNanoseconds();
                    var isWork = cycle();
                    spent = Interleaved.ThreadCpuNanoseconds() - before;
                    return isWork;
                },
                TimeSpan.FromSeconds(30));
            return hasRun ? spent : throw new InvalidOperationException("a board has had nothing to margin");
        }
    }

    private static async Task Seen(LocalSilos silos, BenchNode bench)
    {
        await bench.Observe();
        await LocalSilos.Until(
            () =>
            {
                foreach (var node in silos.Nodes) node.RunCycle(CancellationToken.None).AsTask().GetAwaiter().GetResult();
                return silos.Nodes.All(node => node.Board.View?.Markets is [var market] && market.Snapshot.AsOf.Milliseconds == bench.NowMs);
            },
            () => "a board does not see the market");
    }

    private BenchRow Ratio(string name, double[] times, double bar) =>
        new(name, times[0] / times[1], BenchLimit.AtMost, bar, FormattableString.Invariant($"{times[0] / 1e6:0.0} ms against {times[1] / 1e6:0.0} ms, {accounts} accounts of {BenchWorkload.LotsEach} lots"));

    private BenchRow Scaling(List<(int Silos, double CpuNanoseconds)> joined)
    {
        var perSecond = joined.Select(item => accounts / (item.CpuNanoseconds / 1e9)).ToList();
        return new(
            "accounts margined per CPU second, three silos / one",
            perSecond[^1] / perSecond[0],
            BenchLimit.AtLeast,
            0.8,
            string.Join(", ", joined.Select((item, i) => FormattableString.Invariant($"{item.Silos}: {perSecond[i]:#,##0}/s"))));
    }

    private static BenchRow Share(string when, LocalSilos silos)
    {
        var owners = silos.Nodes.Select(node => node.WholeOwners).ToList();
        return new($"most owners on one silo / even share, {when}", owners.Max() * (double)owners.Count / owners.Sum(), BenchLimit.AtMost, 1.1, $"{string.Join(", ", owners)} owners");
    }

    private static async Task<BenchRow> Messages(LocalSilos silos, BenchNode bench)
    {
        const int ticks = 50;
        var before = silos.Hosts.Sum(host => host.BoardMessages);
        for (var tick = 0; tick < ticks; tick++) await bench.Observe();
        var each = (double)(silos.Hosts.Sum(host => host.BoardMessages) - before) / ticks;
        return new("board messages per tick / silos", each / silos.Hosts.Count, BenchLimit.AtMost, 1, FormattableString.Invariant($"{each:0.##} a tick to {silos.Hosts.Count} silos, counted over {ticks} ticks; none to accounts"));
    }
}
