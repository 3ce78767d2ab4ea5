using System.Collections.Immutable;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Unwinding;

/// <summary>A step that was margined but not taken.</summary>
/// <param name="Trades">What it closes at a share of 1.</param>
/// <param name="Share">How much of it; within (0, 1].</param>
/// <param name="Cost">What it costs.</param>
/// <param name="Figure">The owner's figure after it.</param>
/// <param name="Judged">The figure by which it is judged: the owner's, or that of the venue that closes alone.</param>
/// <param name="FreedUsd">Buffer margin that it frees by that figure, its cost taken off.</param>
internal sealed record UnwindTrial(ImmutableArray<UnwindTrade> Trades, double Share, TradingCost Cost, MarginFigure Figure, MarginFigure Judged, double FreedUsd)
{
    // A trade that costs nothing is better than any that does; the more it frees the better.
    private const double FreeUsd = 1e-9;

    /// <summary>USD of gap closed by a USD of cost.</summary>
    public double Efficiency => FreedUsd / (Cost.TotalUsd + FreeUsd);
}
