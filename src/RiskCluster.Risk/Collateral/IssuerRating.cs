using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Collateral;

/// <summary>What a rating says of an issuer (MODEL COL-3).</summary>
/// <param name="DefaultProbabilityAnnual">Probability of default within a year; [0, 1].</param>
/// <param name="LossGivenDefault">Fraction that is lost then; [0, 1].</param>
public sealed record IssuerRating(double DefaultProbabilityAnnual, double LossGivenDefault)
{
    internal static readonly Interval DefaultProbabilityAnnualBounds = Interval.Closed(0, 1);
    internal static readonly Interval LossGivenDefaultBounds = Interval.Closed(0, 1);

    /// <summary>Probability.</summary>
    public double DefaultProbabilityAnnual { get; } = DefaultProbabilityAnnual.Within(DefaultProbabilityAnnualBounds);

    /// <summary>Fraction.</summary>
    public double LossGivenDefault { get; } = LossGivenDefault.Within(LossGivenDefaultBounds);

    /// <summary>1 - (1 - p)^years: probability of default within a time, at a constant rate of default.</summary>
    /// <param name="years">>= 0.</param>
    public double DefaultProbability(double years) => 1 - Math.Pow(1 - DefaultProbabilityAnnual, years.NotNegative());
}
