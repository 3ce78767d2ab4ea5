using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Collateral;

/// <summary>What waiting for redemption costs: 1 - exp(-rate t) for time, and the haircut of a year x sqrt(t) for what may happen meanwhile (MODEL COL-3). Immutable.</summary>
/// <param name="RateAnnual">Discount rate, continuous, a year; [0, 1].</param>
/// <param name="HaircutSqrtYear">Haircut of a redemption that takes a year; it grows with the square root of the time; [0, 1].</param>
public sealed record RedemptionRule(double RateAnnual, double HaircutSqrtYear)
{
    internal static readonly Interval RateAnnualBounds = Interval.Closed(0, 1);
    internal static readonly Interval HaircutSqrtYearBounds = Interval.Closed(0, 1);

    /// <summary>A year.</summary>
    public double RateAnnual { get; } = RateAnnual.Within(RateAnnualBounds);

    /// <summary>Fraction.</summary>
    public double HaircutSqrtYear { get; } = HaircutSqrtYear.Within(HaircutSqrtYearBounds);

    /// <summary>1 - exp(-rate t).</summary>
    public double TimeHaircut(RealWorldClaim claim) => 1 - Math.Exp(-RateAnnual * claim.RedemptionDays / 365);

    /// <summary>Haircut of a year x sqrt(t), at most 1.</summary>
    public double RiskHaircut(RealWorldClaim claim) => Math.Min(1, HaircutSqrtYear * Math.Sqrt(claim.RedemptionDays / 365));
}
