using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>Sources that are unsure raise the initial margin of perpetuals and of short options (MRG-4): (1 - confidence) * factor * spot * size. Derive v2, standard manager.</summary>
/// <remarks>Perpetuals: the lesser confidence of index and perpetual. Short options, by expiry: of index, forward and volatility; long options cost nothing.</remarks>
/// <param name="PerpetualThreshold">Confidence from which on perpetuals are not charged.</param>
/// <param name="OptionThreshold">Confidence from which on options are not charged.</param>
/// <param name="Factor">Charge per notional at confidence 0.</param>
internal sealed record ShortAndPerpetualConfidence(double PerpetualThreshold, double OptionThreshold, double Factor) : ICharge
{
    public static ShortAndPerpetualConfidence Read(RiskModelNode node) => new(
        node.Number("perpetual_threshold", Interval.Closed(0, 1)),
        node.Number("option_threshold", Interval.Closed(0, 1)),
        node.Number("factor", Interval.Closed(0, 1)));

    public IEnumerable<ComponentMargin> Charge(string name, MarginCase margin)
    {
        var initial = 0.0;
        foreach (var book in margin.Books)
        {
            var spot = book.Quote.Spot;
            initial += Charge(Math.Min(spot.Confidence, book.Quote.Perpetual.Confidence), PerpetualThreshold, PerpetualContingency.PerpetualNotionalUsd(book));
            foreach (var expiry in book.Expiries)
            {
                var least = Math.Min(spot.Confidence, Math.Min(expiry.Quote.ForwardConfidence, expiry.Quote.VolConfidence));
                initial += Charge(least, OptionThreshold, DepegCharge.Shorts(expiry) * spot.PriceUsd);
            }
        }

        yield return new(name, initial, 0);
    }

    private double Charge(double confidence, double threshold, double notional) => confidence < threshold ? (1 - confidence) * Factor * notional : 0;
}
