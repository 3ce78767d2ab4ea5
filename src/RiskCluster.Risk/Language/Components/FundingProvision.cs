using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>
/// The funding that perpetuals and perpetual options are expected to pay over some hours (MRG-4), where they pay at all: max(0, coins * mark * rate + time value *
/// hours / funding period) by coin.
/// </summary>
/// <param name="Hours">How long.</param>
internal sealed record FundingProvision(double Hours) : ICharge
{
    public static FundingProvision Read(RiskModelNode node) => new(node.Number("hours", Interval.Closed(0, 720)));

    public IEnumerable<ComponentMargin> Charge(string name, MarginCase margin)
    {
        var paid = margin.Valuation.FromUsd(margin.Books.Sum(book => Math.Max(0, PaidUsd(margin, book))), margin);
        yield return new(name, paid, paid);
    }

    private double PaidUsd(MarginCase margin, UnderlyingBook book)
    {
        var perpetuals = book.Perpetuals.Sum(leg => leg.Coins * leg.MarkPriceUsd) * book.Quote.FundingRate8h * Hours / 8;
        var options = book.Expiries.Where(expiry => expiry.Quote.Expiry == Instrument.NoExpiry).SelectMany(expiry => expiry.Options);
        return perpetuals + options.Sum(option => margin.Document.Single<PerpetualOptions>()!.FundingUsd(option, book.Quote.Spot.PriceUsd, Hours));
    }
}
