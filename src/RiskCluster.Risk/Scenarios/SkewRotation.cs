namespace RiskCluster.Risk.Scenarios;

/// <summary>How far the wings of every smile rotate in a scenario of kind <see cref="ScenarioKind.Skew"/>, by maturity (MODEL SCN-3).</summary>
/// <remarks>
/// With root = sqrt(T), T in years: cap = max(0, base + scale root), width = max(minimal, width root). See <see cref="WingRotation"/> for what they do to a strike.
/// </remarks>
/// <param name="LinearCap">Largest relative vol change of LINEAR at maturity 0; >= 0.</param>
/// <param name="LinearCapScale">Its change per root year; negative when short maturities move more.</param>
/// <param name="AbsCap">Largest relative vol change of ABS at maturity 0; >= 0.</param>
/// <param name="AbsCapScale">Its change per root year.</param>
/// <param name="MinimalWidth">Least |ln(K/F)| at which the cap is reached; > 0.</param>
/// <param name="Width">|ln(K/F)| at which the cap is reached, per root year; >= 0.</param>
public sealed record SkewRotation(double LinearCap, double LinearCapScale, double AbsCap, double AbsCapScale, double MinimalWidth, double Width)
{
    /// <summary>Nothing rotates.</summary>
    public static readonly SkewRotation None = new(0, 0, 0, 0, 1, 0);

    /// <summary>The rotation of one expiry.</summary>
    /// <param name="maturityYears">Years left; what is below 0 counts as 0.</param>
    public WingRotation At(double maturityYears)
    {
        var root = Math.Sqrt(Math.Max(maturityYears, 0));
        return new(Math.Max(0, LinearCap + LinearCapScale * root), Math.Max(0, AbsCap + AbsCapScale * root), Math.Max(MinimalWidth, Width * root));
    }
}
