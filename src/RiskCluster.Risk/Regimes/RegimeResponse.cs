using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Regimes;

/// <summary>What stress of one kind multiplies parameters with (MODEL CAL-3).</summary>
/// <param name="Threshold">Stress up to here is ordinary; within [1, 100], 1 is the normal level.</param>
/// <param name="Slope">The factor rises by so much for each 1 of stress beyond; within [0, 100].</param>
/// <param name="Maximal">The governed bound of the factor; within [1, 100].</param>
public sealed record RegimeResponse(double Threshold, double Slope, double Maximal)
{
    private static readonly Interval StressBounds = Interval.Closed(1, 100);
    private static readonly Interval SlopeBounds = Interval.Closed(0, 100);

    /// <summary>Of stress.</summary>
    public double Threshold { get; } = Threshold.Within(StressBounds);

    /// <summary>Per 1 of stress.</summary>
    public double Slope { get; } = Slope.Within(SlopeBounds);

    /// <summary>Of the factor.</summary>
    public double Maximal { get; } = Maximal.Within(StressBounds);

    /// <summary>min(Maximal, 1 + Slope max(0, stress - Threshold)); within [1, Maximal], never falling with stress.</summary>
    /// <param name="stress">Level now over normal; >= 0, may be infinite.</param>
    public double FactorAt(double stress)
    {
        var beyond = stress - Threshold;
        return beyond > 0 && Slope > 0 ? Math.Min(Maximal, 1 + Slope * beyond) : 1;
    }

    internal static RegimeResponse Read(RiskModelNode node) => new(
        node.Number("threshold", StressBounds), node.Number("slope", SlopeBounds), node.Number("maximal", StressBounds));
}
