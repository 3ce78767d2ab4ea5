namespace RiskCluster.Risk.Margin;

/// <summary>Parameters of the baselines shown beside the margin (MRG-9).</summary>
/// <param name="FixedPercentage">Fixed-percentage margin as a share of gross notional; within (0, 1].</param>
/// <param name="DeltaPriceMove">Price move of the delta-based margin, as a fraction of the price; within (0, 1].</param>
public sealed record RiskModelBaselines(double FixedPercentage, double DeltaPriceMove)
{
    internal static RiskModelBaselines Read(RiskModelNode node) => new(
        node.Number("fixed_percentage", Interval.AboveUpTo(0, 1)),
        node.Number("delta_price_move", Interval.AboveUpTo(0, 1)));
}
