using System.Collections.Immutable;
using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Risk.Margin;

/// <summary>Rotation of the wings of every smile, LINEAR and ABS, both ways, at some moves of the price (SCN-3).</summary>
/// <remarks>
/// As shipped: a fifth of the vol at short maturities, an eighth at one year, reached where ln(K/F) is 1.2 sqrt(T), two standard deviations at a vol of 60 %; so the
/// 25-delta wings move about a fifteenth of their vol, some four points at that vol, which is what a bad day brings.
/// </remarks>
/// <param name="PriceMoves">Rising fractions of an underlying's price range, each within [-1, 1]; empty leaves these scenarios out.</param>
/// <param name="Rotation">How far: linear and abs cap within [0, 5], their scales within [-5, 5], minimal width within (0, 10], width within [0, 10].</param>
public sealed record RiskModelSkew(ImmutableArray<double> PriceMoves, SkewRotation Rotation)
{
    internal static RiskModelSkew Read(RiskModelNode node) => new(
        node.Rising("price_moves", Interval.Closed(-1, 1), minimalCount: 0),
        new(
            node.Number("linear_cap", Interval.Closed(0, 5)),
            node.Number("linear_cap_scale", Interval.Closed(-5, 5)),
            node.Number("abs_cap", Interval.Closed(0, 5)),
            node.Number("abs_cap_scale", Interval.Closed(-5, 5)),
            node.Number("minimal_width", Interval.AboveUpTo(0, 10)),
            node.Number("width", Interval.Closed(0, 10))));
}
