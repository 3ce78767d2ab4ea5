using RiskCluster.Journal;

namespace RiskCluster.Cli.Bench.Nodes;

/// <summary>What an account takes: on the board with its actor at rest, with its actor in memory, and in memory after a restart, when every text of it came out of the journal.</summary>
internal static class MemoryBench
{
    private const int Accounts = 2_000;
    private const double IdleBar = 4_096;
    private const double ActiveBar = 6_144;

    public static async Task<BenchRow[]> Run(string folder)
    {
        var (active, idle) = await Measure(folder, isFresh: true);
        var (restarted, rested) = await Measure(folder, isFresh: false);
        var detail = FormattableString.Invariant($"{Accounts} accounts of {BenchWorkload.LotsEach} positions with entry prices, arrays aside");
        return
        [
            new("memory of an account on the board, its actor at rest, bytes", idle, BenchLimit.AtMost, IdleBar, detail),
            new("memory of an account on the board with its actor active, bytes", active, BenchLimit.AtMost, ActiveBar, detail),
            new("the same after a restart from the journal, bytes", idle + restarted - rested, BenchLimit.AtMost, ActiveBar, detail),
        ];
    }

    // A fresh book is measured beside the node before it; one that the journal brought back is there with the node, and only what its actors add can be told.
    private static async Task<(double Active, double Idle)> Measure(string folder, bool isFresh)
    {
        await using var journal = await JournalFactory.Open(BenchFolder.Journal(folder), CancellationToken.None);
        await using var bench = await BenchNode.Open(journal, idleAfter: TimeSpan.FromSeconds(12));
        if (isFresh)
        {
            await bench.Establish();
            await bench.HoldEverything();
        }

        var before = isFresh ? GC.GetTotalMemory(forceFullCollection: true) : 0;
        if (isFresh) await bench.Put(BenchWorkload.AccountsOneByOne(BenchNode.Instruments, Accounts), entryPrice: 0.0415m);
        await bench.Node.RunCycle(CancellationToken.None);
        if (bench.Node.ActiveCount < Accounts) throw new InvalidOperationException($"{bench.Node.ActiveCount} actors are in memory: some rest already");
        var active = Each();
        await bench.AllAtRest();
        return (active, Each());

        double Each() => (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / Accounts;
    }
}
