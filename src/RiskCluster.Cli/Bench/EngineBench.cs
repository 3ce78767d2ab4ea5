using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Cli.Bench;

/// <summary>The whole margin cycle: against the sum of its kernels, against direct revaluation, on two threads, what it allocates and how its cost grows.</summary>
internal static class EngineBench
{
    private const int Instruments = 1000;

    /// <summary>Each measurement by itself.</summary>
    public static IEnumerable<Func<BenchOptions, BenchRow>> Measurements() =>
        [EndToEnd, FullAgainstBare, AccountAgainstRevaluation, TwoThreads, Allocation, AccountsGrowth, PositionsGrowth, InstrumentsGrowth];

    private static BenchRow EndToEnd(BenchOptions options)
    {
        const int accounts = 2_000;
        // The kernels are fill, netting and tail: what the contingencies cost is a row of its own.
        using var setup = new BenchCycle(Instruments, accounts, BenchWorkload.LotsEach, SerialWork.Instance, BenchWorkload.BareRules);
        using var kernels = new BenchKernels(setup);
        var times = Interleaved.MedianNanoseconds(options.Rounds, setup.Run, kernels.Run, kernels.Fill, kernels.Net);
        return new(
            "margin cycle, CPU / its kernels alone, run in the same order",
            times[0] / times[1],
            BenchLimit.AtMost,
            1.2,
            FormattableString.Invariant($"{times[0] / 1e6:0.0} ms against {times[1] / 1e6:0.0}, of which fill {times[2] / 1e6:0.0}, netting {times[3] / 1e6:0.0}; {accounts} accounts, {times[0] / accounts / 1000:0.0} us each with the fill"));
    }

    private static BenchRow FullAgainstBare(BenchOptions options)
    {
        const int accounts = 2_000;
        using var full = new BenchCycle(Instruments, accounts, BenchWorkload.LotsEach, SerialWork.Instance);
        using var bare = new BenchCycle(Instruments, accounts, BenchWorkload.LotsEach, SerialWork.Instance, BenchWorkload.BareRules);
        var times = Interleaved.MedianNanoseconds(options.Rounds, full.RunWithoutFill, bare.RunWithoutFill);
        return new(
            "full model / bare scan",
            times[0] / times[1],
            BenchLimit.AtMost,
            2,
            FormattableString.Invariant($"{times[0] / accounts / 1000:0.00} us against {times[1] / accounts / 1000:0.00} us an account of {BenchWorkload.LotsEach} lots, arrays ready"));
    }

    private static BenchRow AccountAgainstRevaluation(BenchOptions options)
    {
        const int accounts = 512;
        using var setup = new BenchCycle(Instruments, accounts, BenchWorkload.LotsEach, SerialWork.Instance);
        var direct = new DirectRevaluation(setup, portfolio: 0);
        var times = Interleaved.MedianNanoseconds(Math.Max(5, options.Rounds / 3), setup.RunWithoutFill, direct.Run);
        return new(
            "direct revaluation of one account / its margin with arrays ready",
            times[1] / (times[0] / accounts),
            BenchLimit.AtLeast,
            500,
            FormattableString.Invariant($"{times[1] / 1000:0} us against {times[0] / accounts / 1000:0.00} us"));
    }

    private static BenchRow TwoThreads(BenchOptions options)
    {
        const int accounts = 4_000;
        using var crew = new WorkerCrew(2);
        using var one = new BenchCycle(Instruments, accounts, BenchWorkload.LotsEach, SerialWork.Instance);
        using var two = new BenchCycle(Instruments, accounts, BenchWorkload.LotsEach, crew);
        var wall = Interleaved.LeastWallNanoseconds(options.Rounds, one.Run, two.Run);
        return new(
            "margin cycle, speed-up on two threads",
            wall[0] / wall[1],
            BenchLimit.AtLeast,
            1.7,
            FormattableString.Invariant($"{wall[0] / 1e6:0.0} ms against {wall[1] / 1e6:0.0} ms wall, {accounts} accounts"));
    }

    private static BenchRow Allocation(BenchOptions options)
    {
        const int accounts = 10_000;
        var cycles = options.AllocationCycles;
        using var crew = new WorkerCrew(2);
        using var setup = new BenchCycle(Instruments, accounts, 10, crew);
        for (var i = 0; i < 5; i++) setup.Run();
        var collections = GC.CollectionCount(0);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < cycles; i++) setup.Run();
        var bytes = (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / cycles;
        collections = GC.CollectionCount(0) - collections;
        return new(
            "bytes allocated per margin cycle (infinite if a collection ran)",
            collections > 0 ? double.PositiveInfinity : bytes,
            BenchLimit.AtMost,
            64,
            FormattableString.Invariant($"{cycles} cycles of {accounts} accounts, a third with collateral, all threads, {collections} gen-0 collections"));
    }

    private static BenchRow AccountsGrowth(BenchOptions options)
    {
        using var few = new BenchCycle(Instruments, 2_000, BenchWorkload.LotsEach, SerialWork.Instance);
        using var many = new BenchCycle(Instruments, 20_000, BenchWorkload.LotsEach, SerialWork.Instance);
        return Growth("accounts x10 -> time of netting x", 10.5, options, few.RunWithoutFill, many.RunWithoutFill, "2,000 to 20,000 accounts of 100 lots");
    }

    private static BenchRow PositionsGrowth(BenchOptions options)
    {
        using var few = new BenchCycle(Instruments, 1_000, 20, SerialWork.Instance);
        using var many = new BenchCycle(Instruments, 1_000, 200, SerialWork.Instance);
        return Growth("positions x10 -> time of netting x", 14, options, few.RunWithoutFill, many.RunWithoutFill, "20 to 200 lots of 1,000 accounts");
    }

    private static BenchRow InstrumentsGrowth(BenchOptions options)
    {
        using var few = new BenchCycle(200, 1, 1, SerialWork.Instance);
        using var many = new BenchCycle(2_000, 1, 1, SerialWork.Instance);
        return Growth("instruments x10 -> time of fill x", 11, options, few.Fill, many.Fill, "200 to 2,000 instruments held");
    }

    private static BenchRow Growth(string name, double bar, BenchOptions options, Action few, Action many, string detail)
    {
        // The small body runs ten times, so that both measurements last alike.
        var times = Interleaved.LeastNanoseconds(3 * options.Rounds, () => Repeat(few, 10), many);
        return new(name, 10 * times[1] / times[0], BenchLimit.AtMost, bar, FormattableString.Invariant($"{times[0] / 1e7:0.00} ms to {times[1] / 1e6:0.00} ms, {detail}"));
    }

    private static void Repeat(Action body, int times)
    {
        for (var i = 0; i < times; i++) body();
    }
}
