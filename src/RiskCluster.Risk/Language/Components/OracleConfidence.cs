using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>
/// Sources that are unsure of their prices raise the initial margin (MRG-4): (1 - confidence) * margin * notional where the least confidence is below a threshold.
/// </summary>
/// <remarks>
/// Perpetuals: of index and perpetual. Options, by expiry on gross size: those and forward, rate and volatility. Collateral: of its own price and the index.
/// Derive v2, PMRM 2.
/// </remarks>
/// <param name="Threshold">Confidence from which on nothing is charged.</param>
/// <param name="Margin">Charge per notional at confidence 0.</param>
internal sealed record OracleConfidence(double Threshold, double Margin) : ICharge
{
    public static OracleConfidence Read(RiskModelNode node) => new(
        node.Number("threshold", Interval.Closed(0, 1)),
        node.Number("margin", Interval.Closed(0, 20)));

    public IEnumerable<ComponentMargin> Charge(string name, MarginCase margin)
    {
        var initial = 0.0;
        foreach (var book in margin.Books)
        {
            var confidence = book.Perpetuals.Sum(leg => leg.Coins) == 0 ? book.Quote.Spot.Confidence : Math.Min(book.Quote.Spot.Confidence, book.Quote.Perpetual.Confidence);
            initial += Charge(confidence, PerpetualContingency.PerpetualNotionalUsd(book));
            foreach (var expiry in book.Expiries)
            {
                var least = Math.Min(confidence, Math.Min(expiry.Quote.ForwardConfidence, Math.Min(expiry.Quote.RateConfidence, expiry.Quote.VolConfidence)));
                initial += Charge(least, expiry.Options.Sum(option => Math.Abs(option.Coins)) * book.Quote.Spot.PriceUsd);
            }
        }

        initial += margin.Collateral.Sum(line => Charge(line.Confidence, Math.Abs(line.Value)));
        yield return new(name, initial, 0);
    }

    private double Charge(double confidence, double notional) => confidence < Threshold ? (1 - confidence) * Margin * notional : 0;
}
