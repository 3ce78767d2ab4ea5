using System.Diagnostics;
using RiskCluster.Cli.Bench;
using RiskCluster.Cli.Bench.Nodes;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Cli.Cluster;

/// <summary>What a grain adds to its actor: a position update through one, and an account that nobody talks to. The same actor, the same turn and the same kind of journal (in memory) with and without it.</summary>
internal sealed class GrainBench(LocalSilos silos, BenchNode plain, BenchOptions options)
{
    private const int AtOnce = 64;
    private readonly int idle = options.IsShort ? 2_500 : 50_000;
    private readonly Dictionary<string, long> sequences = new(StringComparer.Ordinal);

    /// <summary>Accounts of the silos that hold something after <see cref="Calls"/>.</summary>
    public static int Told => 2 * AtOnce;

    /// <summary>An update one at a time, by turns without a grain, through one of the same silo and of another; then many at once.</summary>
    public async Task<List<BenchRow>> Calls()
    {
        var rounds = options.IsShort ? 1_000 : 5_000;
        var (caller, away) = (silos.Nodes[0], silos.Nodes[1]);
        (IActors Actors, List<string> Keys)[] ways = [(plain.Node.Actors, Keys(_ => true)), (caller.Actors, Keys(caller.Placement.IsHome)), (caller.Actors, Keys(away.Placement.IsHome))];
        foreach (var (actors, keys) in ways)
            foreach (var key in keys) await Update(actors, key);
        var times = ways.Select(_ => new double[rounds]).ToArray();
        for (var round = -rounds / 5; round < rounds; round++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                var start = Stopwatch.GetTimestamp();
                await Update(ways[way].Actors, ways[way].Keys[0]);
                if (round >= 0) times[way][round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }
        }

        var each = times.Select(Interleaved.Median).ToList();
        var perSecond = new List<double>();
        foreach (var (actors, keys) in ways) perSecond.Add(await PerSecond(actors, keys, rounds));
        return
        [
            BenchRow.Cost(
                "position update through a grain of the same silo, added us, wall",
                each[1] - each[0],
                FormattableString.Invariant($"{each[1]:0.0} us against {each[0]:0.0} us without, one at a time, median; {each[2]:0.0} us from another silo, over a socket")),
            BenchRow.Cost(
                "position updates a second through grains of the same silo / without",
                perSecond[1] / perSecond[0],
                FormattableString.Invariant($"{perSecond[1]:#,##0}/s against {perSecond[0]:#,##0}/s, {AtOnce} accounts at once; {perSecond[2]:#,##0}/s from another silo, over a socket")),
        ];
    }

    /// <summary>Accounts that nobody has told anything: what is measured is the door and the actor behind it.</summary>
    public async Task<List<BenchRow>> Idle()
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
            BenchRow.Cost("account grains activated a second, with their actors, wall", rate, FormattableString.Invariant($"{idle} accounts, 500 at a time, from the silo's own process")),
            BenchRow.Cost("bytes of an idle account's grain, its actor aside", grains - actors, FormattableString.Invariant($"{grains:0} bytes with the actor, {actors:0} the actor alone")),
        ];
    }

    private static List<string> Keys(Func<string, bool> isWanted) => [.. Enumerable.Range(0, int.MaxValue).Select(number => $"bench/call-{number}").Where(isWanted).Take(AtOnce)];

    private async Task<double> PerSecond(IActors actors, List<string> keys, int updates)
    {
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(keys.Select(async key =>
        {
            for (var i = 0; i < updates / 10; i++) await Update(actors, key);
        }));
        return keys.Count * (updates / 10) / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private async ValueTask Update(IActors actors, string key)
    {
        // The plain process has accounts of the same names.
        var name = ReferenceEquals(actors, plain.Node.Actors) ? $"plain {key}" : key;
        long sequence;
        lock (sequences) sequence = sequences[name] = sequences.GetValueOrDefault(name) + 1;
        var message = new Message<AccountCommand>(MessageId.Ordered(BenchNode.Venue, sequence), new AccountCommand.ApplyPositions(1, sequence, sequence - 1, [new(BenchNode.Instruments[0].Name, sequence % 50 + 1)]));
        if (await actors.Account(key).Tell(message, CancellationToken.None) is { IsAccepted: false } refused) throw new InvalidOperationException($"the bench was refused: {refused.Problem!.Detail}");
    }
}
