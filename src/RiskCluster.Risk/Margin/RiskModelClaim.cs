using RiskCluster.Risk.Collateral;

namespace RiskCluster.Risk.Margin;

/// <summary>What is governed of a claim on an issuer (COL-3).</summary>
/// <param name="Issuer">Who owes it.</param>
/// <param name="Rating">The issuer's rating, a word of the model's ratings.</param>
/// <param name="IssuerCorrelation">Correlation of the issuer's fortune with the portfolio's P&amp;L; within [-1, 1].</param>
/// <param name="RedemptionDays">From asking to being paid, days; within [0, 3650].</param>
public sealed record RiskModelClaim(string Issuer, string Rating, double IssuerCorrelation, double RedemptionDays)
{
    /// <summary>The claim while its price is so old, hours; >= 0.</summary>
    public RealWorldClaim At(double priceAgeHours) => new(Issuer, Rating, IssuerCorrelation, RedemptionDays, priceAgeHours);

    internal static RiskModelClaim Read(RiskModelNode node) => new(
        node.Text("issuer"),
        node.Text("rating"),
        node.Number("issuer_correlation", RealWorldClaim.IssuerCorrelationBounds),
        node.Number("redemption_days", RealWorldClaim.RedemptionDaysBounds));
}
