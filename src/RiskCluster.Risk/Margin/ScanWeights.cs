using System.Collections.Immutable;
using RiskCluster.Risk.Tail;

namespace RiskCluster.Risk.Margin;

/// <summary>
/// The weights with which scenarios enter the scan requirement: scan = -sum_s weight[s] pnl[s]. Because that is linear in the lots, each lot's part of the
/// sum is its Euler share, and the shares add up (MODEL MRG-3, MRG-10).
/// </summary>
public static class ScanWeights
{
    /// <summary>Weights of the binding measure: 1 on the worst stress scenario, or the tail's weights on the historical ones. Empty when the scan is 0.</summary>
    /// <param name="pnlUsd">Shape [S], in the scenarios' own order.</param>
    /// <param name="stressCount">How many stress scenarios stand at the front.</param>
    /// <param name="figure">The figure of that P&amp;L.</param>
    /// <param name="confidence">Confidence of the expected shortfall.</param>
    public static ImmutableArray<(int Scenario, double Weight)> Of(ReadOnlySpan<double> pnlUsd, int stressCount, MarginFigure figure, double confidence)
    {
        if (figure.ScanUsd <= 0) return [];
        if (figure.StressLossUsd >= figure.ExpectedShortfallUsd) return [(figure.WorstScenario, 1)];

        var count = pnlUsd.Length - stressCount;
        var tail = Math.Max(1, TailMeasures.TailSize(count, confidence));
        var pnl = pnlUsd[stressCount..].ToArray();
        var order = Enumerable.Range(0, count).OrderBy(s => pnl[s]).ToArray();
        var weights = ImmutableArray.CreateBuilder<(int, double)>();
        for (var i = 0; i < tail; i++) weights.Add((stressCount + order[i], Math.Min(1, tail - i) / tail));
        return weights.ToImmutable();
    }

    /// <summary>What one unit of an instrument contributes to the scan requirement: -sum_s weight[s] row[s], USD; negative for a hedge.</summary>
    /// <param name="weights">Of the portfolio's binding measure.</param>
    /// <param name="rowUsd">Shape [S]: P&amp;L of one unit.</param>
    public static double PerUnitUsd(ImmutableArray<(int Scenario, double Weight)> weights, ReadOnlySpan<double> rowUsd)
    {
        var lossUsd = 0.0;
        foreach (var (scenario, weight) in weights) lossUsd -= weight * rowUsd[scenario];
        return lossUsd;
    }
}
