using RiskCluster.Core.Turns;
using RiskCluster.Journal;

namespace RiskCluster.Cli.Bench.Nodes;

/// <summary>What an account takes: on the board with its actor in memory, at rest, and in memory again, when every text of it came out of the journal.</summary>
internal static class MemoryBench
{
    private const int Accounts = 2_000;
    private const double IdleBar = 4_096;
    private const double ActiveBar = 6_144;
    private const decimal EntryPrice = 0.0415m;

    public static async Task<BenchRow[]> Run(string folder)
    {
        await using var journal = await JournalFactory.Open(BenchFolder.Journal(folder), CancellationToken.None);
        await using var bench = await BenchNode.Open(journal, idleAfter: TimeSpan.FromSeconds(30));
        await bench.Establish();
        await bench.HoldEverything();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await bench.Put(BenchWorkload.AccountsOneByOne(BenchNode.Instruments, Accounts), EntryPrice);
        await bench.Tick();
        var active = Active();
        await bench.AllAtRest();
        var idle = Each();
        foreach (var account in Enumerable.Range(0, Accounts)) await bench.Node.Actors.Wake(new(ActorKind.Account, FormattableString.Invariant($"{BenchNode.Venue}/{account}")), CancellationToken.None);
        // The cycle keeps the lots that it has until it takes the new ones.
        await bench.Node.RunCycle(CancellationToken.None);
        var reloaded = Active();
        var detail = FormattableString.Invariant($"{Accounts} accounts of {BenchWorkload.LotsEach} positions with entry prices, arrays aside");
        return
        [
            new("memory of an account on the board, its actor at rest, bytes", idle, BenchLimit.AtMost, IdleBar, detail),
            new("memory of an account on the board with its actor active, bytes", active, BenchLimit.AtMost, ActiveBar, detail),
            new("the same once the actor has come back out of the journal, bytes", reloaded, BenchLimit.AtMost, ActiveBar, detail),
        ];

        double Active() => bench.Node.ActiveCount >= Accounts ? Each() : throw new InvalidOperationException($"{bench.Node.ActiveCount} actors are in memory: some rest already");

        double Each() => (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / Accounts;
    }
}
