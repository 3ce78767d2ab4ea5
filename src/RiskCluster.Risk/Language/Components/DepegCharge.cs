using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>
/// A stable coin off its peg (MRG-4) adds max(0, threshold - price) * factor of the spot notional of short options and perpetuals to the initial margin. Derive v2,
/// standard manager.
/// </summary>
/// <param name="Threshold">Price of the stable coin from which on nothing is added, USD.</param>
/// <param name="Factor">Share for each dollar below.</param>
internal sealed record DepegCharge(double Threshold, double Factor) : ICharge
{
    public static DepegCharge Read(RiskModelNode node) => new(
        node.Number("threshold", Interval.Closed(0, 1)),
        node.Number("factor", Interval.Closed(0, 3)));

    public IEnumerable<ComponentMargin> Charge(string name, MarginCase margin)
    {
        var share = Math.Max(0, Threshold - margin.Market.StablePriceUsd) * Factor;
        var notional = margin.Books.Sum(book =>
            book.Expiries.Sum(Shorts) * book.Quote.Spot.PriceUsd + PerpetualContingency.PerpetualNotionalUsd(book));
        yield return new(name, share * notional, 0);
    }

    /// <summary>Short options of an expiry, gross, in coins.</summary>
    public static double Shorts(ExpiryBook expiry) => expiry.Options.Sum(option => Math.Max(-option.Coins, 0));
}
