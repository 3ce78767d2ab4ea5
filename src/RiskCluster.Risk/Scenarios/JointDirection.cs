using System.Collections.Immutable;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Scenarios;

/// <summary>Points of a correlation ellipsoid, as fractions of each underlying's range (MODEL SCN-4).</summary>
internal static class JointDirection
{
    /// <summary>V sqrt(Lambda) e for unit vectors e: both ends of every axis, and the points halfway between the ends of any two axes.</summary>
    /// <remarks>No entry exceeds 1 in size, so a joint move never leaves an underlying's range.</remarks>
    public static IEnumerable<ImmutableArray<double>> Of(CorrelationMatrix correlation, JointDirections directions)
    {
        var axes = correlation.Axes;
        foreach (var axis in axes)
        {
            yield return axis;
            yield return Combine(axis, -1, axis, 0);
        }

        if (directions == JointDirections.Axes) yield break;
        var half = Math.Sqrt(0.5);
        for (var i = 0; i < axes.Length; i++)
            for (var j = i + 1; j < axes.Length; j++)
                foreach (var (first, second) in new[] { (half, half), (half, -half), (-half, half), (-half, -half) })
                    yield return Combine(axes[i], first, axes[j], second);
    }

    private static ImmutableArray<double> Combine(ImmutableArray<double> a, double weightA, ImmutableArray<double> b, double weightB) =>
        [.. a.Zip(b, (x, y) => weightA * x + weightB * y)];
}
