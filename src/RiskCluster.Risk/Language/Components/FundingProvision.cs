using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>The funding that perpetuals are expected to pay over some hours (MRG-4), where they pay at all: max(0, coins * mark * rate) by coin.</summary>
/// <param name="Hours">How long.</param>
internal sealed record FundingProvision(double Hours) : ICharge
{
    public static FundingProvision Read(RiskModelNode node) => new(node.Number("hours", Interval.Closed(0, 720)));

    public IEnumerable<ComponentMargin> Charge(string name, MarginCase margin)
    {
        var paidUsd = margin.Books.Sum(book => Math.Max(0, book.Perpetuals.Sum(leg => leg.Coins * leg.MarkPriceUsd) * book.Quote.FundingRate8h * Hours / 8));
        var paid = margin.Valuation.FromUsd(paidUsd, margin);
        yield return new(name, paid, paid);
    }
}
