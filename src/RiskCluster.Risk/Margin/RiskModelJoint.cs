using System.Collections.Immutable;

namespace RiskCluster.Risk.Margin;

/// <summary>Joint moves of all underlyings (SCN-4), over the calibrated correlation and its stressed versions (CAL-5).</summary>
/// <param name="Directions">Which points of each correlation ellipsoid.</param>
/// <param name="TowardOne">Weights w of the stresses (1-w) C + w 11'; each within [0, 1].</param>
/// <param name="TowardZero">Weights w of the stresses (1-w) C + w I; each within [0, 1].</param>
public sealed record RiskModelJoint(JointDirections Directions, ImmutableArray<double> TowardOne, ImmutableArray<double> TowardZero)
{
    internal static RiskModelJoint Read(RiskModelNode node) => new(
        node.Choice("directions", ("axes", JointDirections.Axes), ("axes_and_pairs", JointDirections.AxesAndPairs)),
        node.Numbers("toward_one", Interval.Closed(0, 1), minimalCount: 0),
        node.Numbers("toward_zero", Interval.Closed(0, 1), minimalCount: 0));
}
