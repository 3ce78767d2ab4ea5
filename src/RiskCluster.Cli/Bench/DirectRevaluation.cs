using RiskCluster.Cli.Bench.Naive;

namespace RiskCluster.Cli.Bench;

/// <summary>One account margined without risk arrays: every position revalued in every scenario by scalar Black-76, then summed and sorted.</summary>
internal sealed class DirectRevaluation(BenchCycle setup, int portfolio)
{
    public void Run()
    {
        var book = setup.Book;
        var held = book.LotsOf(portfolio);
        var lots = held.Slots.Select((slot, i) => (book.Instruments[slot], held.Lots[i])).ToList();
        GC.KeepAlive(NaiveMargin.PnlUsd(lots, [setup.Market], setup.Arrays.Scenarios));
    }
}
