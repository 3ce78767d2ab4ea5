using System.Collections.Immutable;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Unwinding;

/// <summary>
/// Weights of every scenario that stands in the way of a smaller scan requirement, not of the worst alone: where several are nearly as bad, what lowers one of them frees
/// nothing. They rank candidates; every step is judged by the exact figure.
/// </summary>
internal static class NearWeights
{
    /// <summary>Weights in proportion to loss - target, of stress scenarios and of the expected shortfall's tail as one; adding up to 1. Empty when none is above the target.</summary>
    /// <param name="pnlUsd">Shape [S], stress scenarios first.</param>
    /// <param name="stressCount">How many of them stand at the front.</param>
    /// <param name="figure">The figure of that P&amp;L.</param>
    /// <param name="confidence">Confidence of the expected shortfall.</param>
    /// <param name="targetUsd">The scan requirement to come down to.</param>
    public static ImmutableArray<(int Scenario, double Weight)> Of(ReadOnlySpan<double> pnlUsd, int stressCount, MarginFigure figure, double confidence, double targetUsd)
    {
        var weights = ImmutableArray.CreateBuilder<(int Scenario, double Weight)>();
        for (var s = 0; s < stressCount; s++)
            if (-pnlUsd[s] > targetUsd)
                weights.Add((s, -pnlUsd[s] - targetUsd));
        var tailUsd = figure.ExpectedShortfallUsd - targetUsd;
        if (tailUsd > 0) weights.AddRange(ScanWeights.Of(pnlUsd, stressCount, figure with { StressLossUsd = 0 }, confidence).Select(item => (item.Scenario, item.Weight * tailUsd)));
        var sumUsd = weights.Sum(item => item.Weight);
        return [.. weights.Select(item => (item.Scenario, item.Weight / sumUsd))];
    }
}
