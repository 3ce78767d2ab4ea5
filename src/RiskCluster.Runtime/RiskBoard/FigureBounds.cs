using RiskCluster.Core.Turns;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>Which figures are ones: what is not finite, or beyond what messages may hold, is no margin but a mistake in what it was made of.</summary>
internal static class FigureBounds
{
    /// <summary>Why such a portfolio has no figure.</summary>
    public static readonly string Problem = FormattableString.Invariant($"its equity or margin is beyond {LargestUsd:0e0} USD");

    private const double LargestUsd = (double)DecimalBounds.MaxUsd;

    /// <summary>True when equity and both requirements are within 1e18 USD.</summary>
    public static bool Holds(MarginFigure figure) => IsAmount(figure.EquityUsd) && IsAmount(figure.InitialMarginUsd) && IsAmount(figure.MaintenanceMarginUsd);

    private static bool IsAmount(double usd) => Math.Abs(usd) <= LargestUsd;
}
