using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Engine;

/// <summary>
/// The one function from lots to a figure, from double rows, in the fixed order of the lots (MODEL MRG-1 to MRG-3): the margin cycle, what-if, stress and
/// hedges all ask it, so that they agree to the last digit.
/// </summary>
internal sealed class DoubleNetting
{
    private readonly EquityColumns equity;
    private readonly DoubleRows rows;
    private readonly RiskModelRequirement rules;
    private readonly int stressCount;
    private readonly double[][] scratch;

    public DoubleNetting(EquityColumns equity, DoubleRows rows, RiskModelRequirement rules, int scenarioCount, int stressCount, int workers)
    {
        this.equity = equity;
        this.rows = rows;
        this.rules = rules;
        this.stressCount = stressCount;
        scratch = [.. Enumerable.Range(0, workers).Select(_ => new double[scenarioCount])];
    }

    /// <summary>The figure of a portfolio; its rows are made if need be.</summary>
    public MarginFigure Figure(LotSpan portfolio, int worker)
    {
        var pnlUsd = scratch[worker].AsSpan();
        Net(portfolio, pnlUsd);
        return Requirement.Of(pnlUsd, stressCount, rules, equity.EquityUsd(portfolio));
    }

    /// <summary>P&amp;L of a portfolio in every scenario.</summary>
    /// <param name="portfolio">Its lots.</param>
    /// <param name="pnlUsd">Shape [S], overwritten.</param>
    public void Net(LotSpan portfolio, Span<double> pnlUsd)
    {
        pnlUsd.Clear();
        for (var i = 0; i < portfolio.Lots.Length; i++) rows.AddTo(pnlUsd, portfolio.Slots[i], portfolio.Lots[i]);
    }
}
