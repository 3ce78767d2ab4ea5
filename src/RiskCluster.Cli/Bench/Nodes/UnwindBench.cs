using System.Collections.Immutable;
using System.Globalization;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Margins;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using RiskCluster.Journal;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Cli.Bench.Nodes;

/// <summary>A node with many unwinds that go on at the same time, each with a leg in one venue's queue: what a round of looking at all takes after a tick, and memory.</summary>
internal static class UnwindBench
{
    private const int Times = 10;
    private const double Growth = 14;
    private const long BeganBeforeMs = 60_000;
    private static readonly FigureInputs Inputs = new(1, 1, 1, "bench", BenchNode.StartMs);

    public static async Task<BenchRow[]> Run(BenchOptions options)
    {
        var many = options.IsShort ? 3_000 : 10_000;
        var few = await Measure(many / Times, options);
        var all = await Measure(many, options);
        return
        [
            new(
                FormattableString.Invariant($"round over {many} open unwinds / over {many / Times}, CPU"),
                all.RoundMs / few.RoundMs,
                BenchLimit.AtMost,
                Growth,
                FormattableString.Invariant($"{all.RoundMs:0.0} ms against {few.RoundMs:0.0} ms, a leg each in one queue, after a tick; {all.Bytes:0} bytes an unwind with its account, leg and task; review with the queue's sweep {all.ReviewMs:0.0} against {few.ReviewMs:0.0} ms")),
        ];
    }

    private static async Task<(double RoundMs, double ReviewMs, double Bytes)> Measure(int unwinds, BenchOptions options)
    {
        await using var journal = new MemoryJournal();
        await Write(journal, unwinds);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var bench = await BenchNode.Open(journal);
        await bench.Establish();
        if (bench.Node.OpenUnwinds != unwinds) throw new InvalidOperationException($"{bench.Node.OpenUnwinds} of {unwinds} unwinds came back");
        var (rounds, reviews) = (new List<double>(), new List<double>());
        for (var round = 0; round < options.Rounds; round++)
        {
            await bench.Tick();
            rounds.Add(await Cpu(async () =>
            {
                if (await bench.Node.DriveUnwinds(CancellationToken.None) > 0) throw new InvalidOperationException("an unwind has moved");
            }));
            reviews.Add(await Cpu(async () => await bench.Node.Review(CancellationToken.None)));
        }

        return (Interleaved.Median([.. rounds]), Interleaved.Median([.. reviews]), (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / unwinds);
    }

    private static async Task<double> Cpu(Func<Task> work)
    {
        var before = Environment.CpuUsage.TotalTime;
        await work();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    private static async Task Write(IJournal journal, int unwinds)
    {
        var instrument = BenchNode.Instruments[0].Name;
        string[] names = [.. Enumerable.Range(0, unwinds).Select(i => $"o{i.ToString(CultureInfo.InvariantCulture)}")];
        var listed = new Turn(BenchNode.StartMs) { Listed = ImmutableHashSet.Create(instrument) };
        await WrittenActors.Write<AccountMachine, AccountState, AccountCommand, AccountEvent, AccountEffect>(journal, listed, names.Select(name => ($"{BenchNode.Venue}/{name}", (IEnumerable<AccountCommand>)
        [
            new AccountCommand.SetCollateral(1, 1, 1_000_000, []),
            new AccountCommand.ApplyPositions(1, 1, 0, [new(instrument, -BenchOrders.Quantity)]),
        ])));
        var orders = names.Select(name => (LiquidationQueueCommand)new LiquidationQueueCommand.Enqueue(BenchOrders.Of(BenchNode.Venue, name, 1) with { Owner = $"{BenchNode.Venue}/{name}" }));
        await WrittenActors.Write<LiquidationQueueMachine, LiquidationQueueState, LiquidationQueueCommand, LiquidationQueueEvent, LiquidationQueueEffect>(journal, listed, [(BenchNode.Venue, orders)]);
        await WrittenActors.Write<UnwindMachine, UnwindState, UnwindCommand, UnwindEvent, UnwindEffect>(
            journal, listed with { NowMs = BenchNode.StartMs - BeganBeforeMs }, names.Select(name => ($"{BenchNode.Venue}/{name}", Commands(name, instrument))));
    }

    private static IEnumerable<UnwindCommand> Commands(string name, string instrument)
    {
        // The owner has no time of its own: the plan follows at once.
        yield return new UnwindCommand.SetRules(new() { GraceMs = 0, LegLifetimeMs = 86_400_000 }, 1);
        var figures = new PortfolioFigures(100, 1_000, 800, FigureStatus.Ok, Inputs);
        yield return new UnwindCommand.Start(new(figures, 2, new(3, 0)));
        var order = BenchOrders.Of(BenchNode.Venue, name, 1);
        var leg = new PlanLeg(order.Account, instrument, order.Quantity, 1e-9m, order.MarkPrice, order.LastTradePrice, 1, 0, 100);
        yield return new UnwindCommand.AcceptPlan(new(1, 1, 1_000, 10_000, [new([leg], 900, 100)], Inputs));
    }
}
