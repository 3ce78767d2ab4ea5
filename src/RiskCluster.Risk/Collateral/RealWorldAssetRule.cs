namespace RiskCluster.Risk.Collateral;

/// <summary>What tokenised real-world assets count for (MODEL COL-3). Immutable.</summary>
/// <param name="Default">The issuer may fail.</param>
/// <param name="Redemption">Money comes late.</param>
/// <param name="PriceAge">The price may be old.</param>
/// <param name="IssuerCap">Not too much on one issuer.</param>
public sealed record RealWorldAssetRule(IssuerDefaultRule Default, RedemptionRule Redemption, PriceAgeRule PriceAge, IssuerCapRule IssuerCap)
{
    private const string Rule = "COL-3";

    internal void Apply(RealWorldClaim claim, CollateralTally tally)
    {
        if (Default.Haircuts(claim) is var (expected, stressed))
        {
            tally.Haircut(Rule, $"expected default of {claim.Issuer}, {claim.Rating}", expected);
            tally.Haircut(Rule, $"default of {claim.Issuer} on the portfolio's bad day", stressed);
        }
        else
        {
            tally.Haircut(Rule, $"unknown rating {claim.Rating} of {claim.Issuer}", 1);
        }

        tally.Haircut(Rule, "time until redemption", Redemption.TimeHaircut(claim));
        tally.Haircut(Rule, "risk until redemption", Redemption.RiskHaircut(claim));
        tally.Haircut(Rule, "age of the price", PriceAge.Haircut(claim.PriceAgeHours));
    }
}
