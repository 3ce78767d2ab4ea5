using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>One side of a static discount.</summary>
/// <param name="Base">Factor at maturity 0.</param>
/// <param name="RateMultiplier">What the rate is multiplied with.</param>
/// <param name="RateAddition">What is added to it.</param>
internal sealed record StaticDiscountSide(double Base, double RateMultiplier, double RateAddition)
{
    public static StaticDiscountSide Read(RiskModelNode node) => new(
        node.Number("base", Interval.Closed(0, 4)),
        node.Number("rate_multiplier", Interval.Closed(0, 10)),
        node.Number("rate_addition", Interval.Closed(0, 10)));

    /// <summary>T (max(rate, 0) * multiplier + addition).</summary>
    public double Exponent(ExpiryQuote quote) => quote.MaturityYears * (Math.Max(quote.RateAnnual, 0) * RateMultiplier + RateAddition);
}
