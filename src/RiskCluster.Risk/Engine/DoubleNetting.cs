using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Engine;

/// <summary>The exact figure of one portfolio, from double rows, in the fixed order of its lots (MODEL MRG-1 to MRG-3).</summary>
internal sealed class DoubleNetting
{
    private readonly MarginBook book;
    private readonly EquityColumns equity;
    private readonly DoubleRows rows;
    private readonly RiskModelRequirement rules;
    private readonly int stressCount;
    private readonly double[][] scratch;

    public DoubleNetting(MarginBook book, EquityColumns equity, DoubleRows rows, RiskModelRequirement rules, int scenarioCount, int stressCount, int workers)
    {
        this.book = book;
        this.equity = equity;
        this.rows = rows;
        this.rules = rules;
        this.stressCount = stressCount;
        scratch = [.. Enumerable.Range(0, workers).Select(_ => new double[scenarioCount])];
    }

    /// <summary>The figure of a portfolio; its rows are made if need be.</summary>
    public MarginFigure Figure(int portfolio, int worker)
    {
        var pnlUsd = scratch[worker].AsSpan();
        Net(portfolio, pnlUsd);
        return Requirement.Of(pnlUsd, stressCount, rules, equity.EquityUsd(portfolio));
    }

    /// <summary>P&amp;L of a portfolio in every scenario.</summary>
    /// <param name="portfolio">Its number.</param>
    /// <param name="pnlUsd">Shape [S], overwritten.</param>
    public void Net(int portfolio, Span<double> pnlUsd)
    {
        pnlUsd.Clear();
        for (var lot = book.LotStart[portfolio]; lot < book.LotStart[portfolio + 1]; lot++) rows.AddTo(pnlUsd, book.Slots[lot], book.Lots[lot]);
    }
}
