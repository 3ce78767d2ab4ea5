namespace RiskCluster.Risk.Margin;

/// <summary>Which points of the correlation ellipsoid become joint scenarios (SCN-4).</summary>
public enum JointDirections
{
    /// <summary>Both ends of every principal axis: 2n directions for n underlyings.</summary>
    Axes,

    /// <summary>The axes, and the points halfway between any two of them: 2n^2 directions.</summary>
    AxesAndPairs,
}
