using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>The fee of closing every position: a share of its spot notional, for an option at most a share of its value.</summary>
/// <param name="Linear">Share of a future's or perpetual's notional.</param>
/// <param name="Option">Share of an option's underlying notional.</param>
/// <param name="OptionValueCap">Most of an option's own value.</param>
internal sealed record FeeProvision(double Linear, double Option, double OptionValueCap) : ICharge
{
    public static FeeProvision Read(RiskModelNode node) => new(
        node.Number("linear", Interval.Closed(0, 0.1)),
        node.Number("option", Interval.Closed(0, 0.1)),
        node.Number("option_value_cap", Interval.Closed(0, 1)));

    public IEnumerable<ComponentMargin> Charge(string name, MarginCase margin)
    {
        var fee = 0.0;
        foreach (var book in margin.Books)
            foreach (var leg in book.Legs)
            {
                var notional = margin.Valuation.FromUsd(Math.Abs(leg.Coins) * book.Quote.Spot.PriceUsd, margin);
                fee += leg.Position.Instrument.IsOption ? Math.Min(Option * notional, OptionValueCap * Math.Abs(leg.MarkValue)) : Linear * notional;
            }

        yield return new(name, fee, fee);
    }
}
