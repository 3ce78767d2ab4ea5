using RiskCluster.Cli.Bench.Naive;

namespace RiskCluster.Cli.Bench;

/// <summary>One account margined without risk arrays: every position revalued in every scenario by scalar Black-76, then summed and sorted.</summary>
internal sealed class DirectRevaluation(BenchCycle setup, int portfolio)
{
    public void Run()
    {
        var book = setup.Book;
        var lots = Enumerable.Range(book.LotStart[portfolio], book.LotStart[portfolio + 1] - book.LotStart[portfolio])
            .Select(i => (book.Instruments[book.Slots[i]], book.Lots[i]))
            .ToList();
        GC.KeepAlive(NaiveMargin.PnlUsd(lots, [setup.Market], setup.Arrays.Scenarios));
    }
}
