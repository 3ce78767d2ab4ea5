using System.Diagnostics;
using RiskCluster.Cli.Bench;
using RiskCluster.Cli.Bench.Nodes;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Turns;
using RiskCluster.Journal.Postgres;
using RiskCluster.Risk.Margin;
using RiskCluster.Runtime.Cluster;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Cli.Cluster;

/// <summary>What the cluster engine costs beside one process: messages of a tick, margin cycles, calls, activations, and how evenly owners stand. Silos in this process, over sockets.</summary>
internal sealed class ClusterBench(PostgresTrialServer server, BenchOptions options)
{
    private const int Silos = 3;

    // The two accounts that calls are measured with hold something from then on.
    private const int Called = 2;
    private readonly int accounts = options.IsShort ? 5_000 : 100_000;
    private readonly int idle = options.IsShort ? 2_500 : 50_000;

    /// <summary>All rows.</summary>
    public async Task<List<BenchRow>> Run()
    {
        var rows = new List<BenchRow>();
        await using var journal = new MemoryJournal();
        var clock = new BenchClock(DateTimeOffset.FromUnixTimeMilliseconds(BenchNode.StartMs));
        var book = BenchWorkload.AccountsOneByOne(BenchNode.Instruments, accounts);
        await using var plain = await BenchNode.Open(new MemoryJournal());
        await plain.Establish();
        await plain.Put(book);
        await plain.Tick();
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
            var times = await Cycles(silos, bench, plain);
            joined.Add((count, times[0]));
            if (count == 2) rows.Add(Ratio("margin cycle over two silos / in one process, CPU", times, 1.25, FormattableString.Invariant($"{times[0] / 1e6:0.0} ms against {times[1] / 1e6:0.0} ms, {accounts} accounts of {BenchWorkload.LotsEach} lots")));
        }

        rows.Add(Scaling(joined));
        rows.Add(Share("after three have joined", silos));
        rows.Add(await Messages(silos, bench!));
        rows.Add(await Calls(silos, plain));
        rows.AddRange(await Idle(silos));
        await silos.Leave();
        await silos.Covered(accounts + Called);
        rows.Add(Share("after one has left", silos));
        await silos.Join();
        await silos.Covered(accounts + Called);
        rows.Add(Share("after one has joined again", silos));
        return rows;
    }

    // CPU of a cycle over a new market, which all boards have before it is measured.
    private async Task<double[]> Cycles(LocalSilos silos, BenchNode bench, BenchNode plain)
    {
        var rounds = options.IsShort ? 7 : 15;
        var (spread, whole) = (new double[rounds], new double[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            var taken = silos.Nodes.Sum(node => node.MarketMessages) + silos.Nodes.Count - 1;
            await bench.Observe();
            await plain.Observe();
            await LocalSilos.Until(() => silos.Nodes.Sum(node => node.MarketMessages) >= taken, () => "a board has not heard of the market");
            spread[round] = Cpu(() => Cycle(silos));
            whole[round] = Cpu(() => plain.Node.RunCycle(CancellationToken.None).AsTask().GetAwaiter().GetResult());
        }

        return [Interleaved.Median(spread), Interleaved.Median(whole)];

        static double Cpu(Action body)
        {
            var before = Environment.CpuUsage.TotalTime.TotalNanoseconds;
            body();
            return Environment.CpuUsage.TotalTime.TotalNanoseconds - before;
        }
    }

    private static void Cycle(LocalSilos silos)
    {
        foreach (var node in silos.Nodes) node.RunCycle(CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    private static async Task Seen(LocalSilos silos, BenchNode bench)
    {
        await bench.Observe();
        await LocalSilos.Until(
            () =>
            {
                Cycle(silos);
                return silos.Nodes.All(node => node.Board.View?.Markets is [var market] && market.Snapshot.AsOf.Milliseconds == bench.NowMs);
            },
            () => "a board does not see the market");
    }

    private static BenchRow Ratio(string name, double[] times, double bar, string detail) => new(name, times[0] / times[1], BenchLimit.AtMost, bar, detail);

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

    private BenchRow Share(string when, LocalSilos silos)
    {
        var owners = silos.Nodes.Select(node => node.WholeOwners).ToList();
        return new($"most owners on one silo / even share, {when}", owners.Max() * (double)owners.Count / accounts, BenchLimit.AtMost, 1.1, $"{string.Join(", ", owners)} owners");
    }

    private static async Task<BenchRow> Messages(LocalSilos silos, BenchNode bench)
    {
        const int ticks = 50;
        var before = silos.Hosts.Sum(host => host.BoardMessages);
        for (var tick = 0; tick < ticks; tick++) await bench.Observe();
        var each = (double)(silos.Hosts.Sum(host => host.BoardMessages) - before) / ticks;
        return new("board messages per tick / silos", each / silos.Hosts.Count, BenchLimit.AtMost, 1, FormattableString.Invariant($"{each:0.##} a tick to {silos.Hosts.Count} silos, counted over {ticks} ticks; none to accounts"));
    }

    private async Task<BenchRow> Calls(LocalSilos silos, BenchNode plain)
    {
        var rounds = options.IsShort ? 2_000 : 10_000;
        var (caller, away) = (silos.Nodes[0], silos.Nodes[1]);
        var near = Key(caller);
        var far = Key(away);
        var direct = await Microseconds(rounds, sequence => plain.Node.Actors.Account("bench/alone").Tell(Update(sequence), CancellationToken.None));
        var local = await Microseconds(rounds, sequence => caller.Actors.Account(near).Tell(Update(sequence), CancellationToken.None));
        var remote = await Microseconds(rounds, sequence => caller.Actors.Account(far).Tell(Update(sequence), CancellationToken.None));
        return new(
            "position update through a grain of the same silo / without one, wall",
            local / direct,
            BenchLimit.AtMost,
            3,
            FormattableString.Invariant($"{local:0} us against {direct:0} us, one at a time, median, memory journal; {remote:0} us from another silo, over a socket"));

        static string Key(SiloNode home)
        {
            for (var number = 0; ; number++)
                if (home.Placement.IsHome($"bench/call-{number}"))
                    return $"bench/call-{number}";
        }

        static Message<AccountCommand> Update(long sequence) =>
            new(MessageId.Ordered(BenchNode.Venue, sequence), new AccountCommand.ApplyPositions(1, sequence, sequence - 1, [new(BenchNode.Instruments[0].Name, sequence % 50 + 1)]));
    }

    private static async Task<double> Microseconds(int rounds, Func<long, ValueTask<Answer<AccountEvent>>> tell)
    {
        for (var sequence = 1; sequence <= 200; sequence++) await tell(sequence);
        var times = new double[rounds];
        for (var i = 0; i < rounds; i++)
        {
            var start = Stopwatch.GetTimestamp();
            if (await tell(201 + i) is { IsAccepted: false } refused) throw new InvalidOperationException($"the bench was refused: {refused.Problem!.Detail}");
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        return Interleaved.Median(times);
    }

    // Accounts that nobody has told anything: what is measured is the door and the actor behind it.
    private async Task<List<BenchRow>> Idle(LocalSilos silos)
    {
        var node = silos.Nodes[0];
        var keys = Enumerable.Range(0, int.MaxValue).Select(number => FormattableString.Invariant($"bench/idle-{number}")).Where(node.Placement.IsHome).Take(idle * 2).ToList();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var part in keys.Take(idle).Chunk(500)) await Task.WhenAll(part.Select(key => node.Here.Account(key).Read(false, CancellationToken.None).AsTask()));
        var actors = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / idle;
        before = GC.GetTotalMemory(forceFullCollection: true);
        var start = Stopwatch.GetTimestamp();
        foreach (var part in keys.Skip(idle).Chunk(500)) await Task.WhenAll(part.Select(key => node.Actors.Account(key).Read(false, CancellationToken.None).AsTask()));
        var rate = idle / Stopwatch.GetElapsedTime(start).TotalSeconds;
        var grains = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / idle;
        return
        [
            new("account grains activated a second, with their actors", rate, BenchLimit.AtLeast, 5_000, FormattableString.Invariant($"{idle} accounts, 500 at a time, from the silo's own process")),
            new("bytes of an idle account's grain, its actor aside", grains - actors, BenchLimit.AtMost, 4_096, FormattableString.Invariant($"{grains:0} bytes with the actor, {actors:0} the actor alone")),
        ];
    }
}
