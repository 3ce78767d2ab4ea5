using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>
/// The scan is at least (net share * |net delta| + hedged share * hedged delta) * spot, hedged = (gross - |net|) / 2: a hedged book is not free. Paradex, portfolio margin,
/// minimum delta requirement (docs.paradex.trade/risk/portfolio-margin).
/// </summary>
/// <param name="NetShare">Share of the net delta.</param>
/// <param name="HedgedShare">Share of the hedged delta.</param>
internal sealed record MinimumDelta(double NetShare, double HedgedShare) : IScanFloor
{
    public static MinimumDelta Read(RiskModelNode node) => new(
        node.Number("net_share", Interval.Closed(0, 1)),
        node.Number("hedged_share", Interval.Closed(0, 1)));

    public double Floor(MarginCase margin, UnderlyingBook book)
    {
        var deltas = PositionDelta.Of(book).ToList();
        var net = Math.Abs(deltas.Sum());
        var hedged = Math.Max(0, deltas.Sum(Math.Abs) - net) / 2;
        return margin.Valuation.FromUsd((NetShare * net + HedgedShare * hedged) * book.Quote.Spot.PriceUsd, margin);
    }
}
