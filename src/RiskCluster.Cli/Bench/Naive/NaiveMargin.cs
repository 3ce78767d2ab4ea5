using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Cli.Bench.Naive;

/// <summary>The margin of a portfolio as its definition reads: revalue everything, add up, take the worst and the mean of the tail.</summary>
internal static class NaiveMargin
{
    /// <summary>P&amp;L of the lots in every scenario, USD.</summary>
    public static double[] PnlUsd(IReadOnlyList<(Instrument Instrument, double Lot)> lots, IReadOnlyList<MarketSnapshot> markets, ScenarioSet scenarios)
    {
        var pnlUsd = new double[scenarios.Count];
        foreach (var (instrument, lot) in lots)
        {
            var market = markets.First(item => item.Underlying == instrument.Underlying);
            for (var s = 0; s < pnlUsd.Length; s++) pnlUsd[s] += lot * NaiveRevaluation.PnlUsd(instrument, market, scenarios, s);
        }

        return pnlUsd;
    }

    /// <summary>The larger of the worst stress loss and the expected shortfall of the historical scenarios; at least 0.</summary>
    public static double ScanUsd(double[] pnlUsd, ScenarioSet scenarios, RiskModelRequirement rules)
    {
        var stressUsd = pnlUsd.Take(scenarios.StressCount).Select(pnl => -pnl).DefaultIfEmpty(0).Max();
        var history = pnlUsd.Skip(scenarios.StressCount).Order().ToArray();
        var tail = history.Length * (1 - rules.EsConfidence);
        var whole = (int)tail;
        var shortfallUsd = history.Length == 0 ? 0 : tail < 1 ? -history[0] : -(history.Take(whole).Sum() + (tail - whole) * history[whole]) / tail;
        return Math.Max(0, Math.Max(stressUsd, shortfallUsd));
    }
}
