using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>
/// The scan, with what spreads add and take off, is at least an amount for each short option, calls and puts, gross: SPAN's short option minimum.
/// </summary>
/// <param name="PerOptionUsd">The amount.</param>
internal sealed record ShortOptionMinimum(double PerOptionUsd) : IScanFloor
{
    public static ShortOptionMinimum Read(RiskModelNode node) => new(node.Number("per_option_usd", Interval.Closed(0, 1e9)));

    public double Floor(MarginCase margin, UnderlyingBook book)
    {
        var byArray = book.WithArrays.Where(leg => leg.Position.Instrument.IsOption).Sum(leg => Math.Max(-leg.Position.Size, 0));
        return margin.Valuation.FromUsd(PerOptionUsd * (book.Expiries.Sum(DepegCharge.Shorts) + byArray), margin);
    }
}
