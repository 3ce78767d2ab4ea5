using System.Collections.Immutable;
using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Risk.Margin;

/// <summary>Front vols up and back vols down around a pivot, and the reverse, at some moves of the price (SCN-3).</summary>
/// <remarks>As shipped: around 60 days; a week moves by a fifth of its vol, half a year by a twentieth the other way.</remarks>
/// <param name="PriceMoves">Rising fractions of an underlying's price range, each within [-1, 1]; empty leaves these scenarios out.</param>
/// <param name="Tilt">How far: front and back within [0, 5], pivot within (0, 3650] days.</param>
public sealed record RiskModelTerm(ImmutableArray<double> PriceMoves, TermTilt Tilt)
{
    internal static RiskModelTerm Read(RiskModelNode node) => new(
        node.Rising("price_moves", Interval.Closed(-1, 1), minimalCount: 0),
        new(
            node.Number("front", Interval.Closed(0, 5)),
            node.Number("back", Interval.Closed(0, 5)),
            node.Number("pivot_days", Interval.AboveUpTo(0, 3650))));
}
