using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>How one collateral asset counts (COL-1).</summary>
/// <param name="Maintenance">Share of its value that the maintenance margin asks back.</param>
/// <param name="InitialExtra">What the initial margin asks back on top; both together may ask back more than all of it, as Derive's parameters may.</param>
/// <param name="IsRiskCancelling">True when its value moves with the coin in scenarios.</param>
internal sealed record CollateralHaircut(double Maintenance, double InitialExtra, bool IsRiskCancelling)
{
    /// <summary>What the model does not name counts nothing.</summary>
    public static readonly CollateralHaircut Whole = new(1, 0, IsRiskCancelling: false);

    public static CollateralHaircut Read(RiskModelNode node) => new(
        node.Number("maintenance", Interval.Closed(0, 1)),
        node.Number("initial_extra", Interval.Closed(0, 1)),
        node.Flag("risk_cancelling"));
}
