namespace RiskCluster.Risk.Collateral;

/// <summary>What tokenised real-world assets count for (MODEL COL-3). Immutable.</summary>
/// <param name="Default">The issuer may fail.</param>
/// <param name="Redemption">Money comes late.</param>
/// <param name="PriceAge">The price may be old.</param>
/// <param name="IssuerCap">Not too much on one issuer.</param>
public sealed record RealWorldAssetRule(IssuerDefaultRule Default, RedemptionRule Redemption, PriceAgeRule PriceAge, IssuerCapRule IssuerCap)
{
    private const string Rule = "COL-3";

    internal IEnumerable<NamedHaircut> Haircuts(RealWorldClaim claim)
    {
        if (Default.Haircuts(claim) is var (expected, stressed))
        {
            yield return new(Rule, $"expected default of {claim.Issuer}, {claim.Rating}", expected);
            yield return new(Rule, $"default of {claim.Issuer} on the portfolio's bad day", stressed);
        }
        else
        {
            yield return new(Rule, $"unknown rating {claim.Rating} of {claim.Issuer}", 1);
        }

        yield return new(Rule, "time until redemption", Redemption.TimeHaircut(claim));
        yield return new(Rule, "risk until redemption", Redemption.RiskHaircut(claim));
        yield return new(Rule, "age of the price", PriceAge.Haircut(claim.PriceAgeHours));
    }
}
