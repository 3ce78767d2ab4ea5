using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>A scenario's gain counts in part and up to a cap (MRG-2); a loss counts whole. Deribit calls the share pnl_offset and the cap max_offsetable_pnl.</summary>
/// <param name="Share">The part that counts.</param>
/// <param name="CapUsd">The most that counts.</param>
internal sealed record GainHaircut(double Share, double CapUsd) : IGainOffset
{
    public static GainHaircut Read(RiskModelNode node) => new(
        node.Number("share", Interval.Closed(0, 1)),
        node.NumberOr("cap_usd", Interval.Closed(0, 1e15), 1e15));

    public double Counted(MarginCase margin, double pnl) => pnl > 0 ? Math.Min(pnl * Share, margin.Valuation.FromUsd(CapUsd, margin)) : pnl;
}
