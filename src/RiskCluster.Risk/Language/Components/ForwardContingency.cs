using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>
/// Every expiry's forward moves against the portfolio on its own (MRG-4): sum over expiries of min(up - mark, down - mark, 0) * (factor + factorPerYear * T). The
/// sum competes with the scenarios. Derive v2, PMRM 2.
/// </summary>
/// <param name="UpRatio">Shocked over present forward.</param>
/// <param name="DownRatio">Shocked over present forward, the other way.</param>
/// <param name="Factor">Weight of the loss at maturity 0.</param>
/// <param name="FactorPerYear">What the weight grows by in a year.</param>
internal sealed record ForwardContingency(double UpRatio, double DownRatio, double Factor, double FactorPerYear) : IScenarioSource
{
    public static ForwardContingency Read(RiskModelNode node) => new(
        node.Number("up_ratio", Interval.Closed(1, 10)),
        node.Number("down_ratio", Interval.Closed(0, 1)),
        node.Number("factor", Interval.Closed(0, 20)),
        node.Number("factor_per_year", Interval.Closed(0, 20)));

    public IEnumerable<ScenarioOutcome> Run(string name, MarginCase margin, UnderlyingBook book)
    {
        var lines = new double[margin.LineNames.Length];
        foreach (var expiry in book.Expiries)
        {
            var up = Pnl(margin, expiry, UpRatio);
            var down = Pnl(margin, expiry, DownRatio);
            var worse = up.Sum(leg => leg.Pnl) <= down.Sum(leg => leg.Pnl) ? up : down;
            if (worse.Sum(leg => leg.Pnl) >= 0) continue;
            var weight = Factor + FactorPerYear * expiry.Quote.MaturityYears;
            foreach (var (line, pnl) in worse) lines[line] = pnl * weight;
        }

        return [new(name, lines, lines.Sum())];
    }

    private static List<(int Line, double Pnl)> Pnl(MarginCase margin, ExpiryBook book, double ratio)
    {
        var options = book.Options.Select(option => (option.Line, margin.Valuation.OptionValue(book, option, ratio, option.VolAnnual) - option.MarkValue));
        var futures = book.Futures.Select(future => (future.Line, margin.Valuation.LinearPnl(future, book.VariableForwardUsd, ratio)));
        return [.. options.Concat(futures)];
    }
}
