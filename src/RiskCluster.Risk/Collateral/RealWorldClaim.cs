using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Collateral;

/// <summary>What stands behind a tokenised real-world asset (MODEL COL-3).</summary>
/// <param name="Issuer">Who owes it.</param>
/// <param name="Rating">The issuer's rating, a word of the rule's table.</param>
/// <param name="IssuerCorrelation">Correlation of the issuer's fortune with the portfolio's P&amp;L, [-1, 1]: above 0 it fails when the portfolio loses.</param>
/// <param name="RedemptionDays">From asking to being paid, days; [0, 3650].</param>
/// <param name="PriceAgeHours">Since its price was last set, hours; >= 0.</param>
public sealed record RealWorldClaim(string Issuer, string Rating, double IssuerCorrelation, double RedemptionDays, double PriceAgeHours)
{
    internal static readonly Interval IssuerCorrelationBounds = Interval.Closed(-1, 1);
    internal static readonly Interval RedemptionDaysBounds = Interval.Closed(0, 3650);

    /// <summary>Within [-1, 1].</summary>
    public double IssuerCorrelation { get; } = IssuerCorrelation.Within(IssuerCorrelationBounds);

    /// <summary>Days.</summary>
    public double RedemptionDays { get; } = RedemptionDays.Within(RedemptionDaysBounds);

    /// <summary>Hours.</summary>
    public double PriceAgeHours { get; } = PriceAgeHours.NotNegative();
}
