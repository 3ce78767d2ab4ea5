using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;

namespace RiskCluster.Cli.Bench;

/// <summary>A margin cycle over a made-up book, with two markets to swing between.</summary>
internal sealed class BenchCycle : IDisposable
{
    private readonly MarketSnapshot[][] markets = [[BenchWorkload.Market()], [BenchWorkload.Market(0.999, 2)]];
    private int tick;

    public BenchCycle(int instruments, int accounts, int lotsEach, IParallel parallel, RiskModelRequirement? rules = null)
    {
        var held = BenchWorkload.Instruments(instruments);
        Arrays = new(held, BenchWorkload.ScenarioSet());
        Book = MarginBook.Compile(held, BenchWorkload.Accounts(held, accounts, lotsEach));
        Cycle = new(Arrays, Book, rules ?? BenchWorkload.Rules, parallel);
        Run();
    }

    public RiskArrays Arrays { get; }

    public MarginBook Book { get; }

    public MarginCycle Cycle { get; }

    /// <summary>The market of the last tick.</summary>
    public MarketSnapshot Market => markets[tick % 2][0];

    /// <summary>One tick: refill, net, judge.</summary>
    public void Run() => Cycle.Run(markets[++tick % 2]);

    /// <summary>Net and judge on the arrays as they are.</summary>
    public void RunWithoutFill() => Cycle.Run([]);

    /// <summary>Refill alone.</summary>
    public void Fill() => Arrays.Refill(markets[++tick % 2][0]);

    public void Dispose()
    {
        Cycle.Dispose();
        Arrays.Dispose();
    }
}
