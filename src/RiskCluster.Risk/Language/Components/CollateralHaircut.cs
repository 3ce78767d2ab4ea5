using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>How one collateral asset counts (COL-1).</summary>
/// <param name="Maintenance">Share of its value that the maintenance margin asks back.</param>
/// <param name="InitialExtra">What the initial margin asks back on top; both together at most all of it.</param>
/// <param name="IsRiskCancelling">True when its value moves with the coin in scenarios.</param>
internal sealed record CollateralHaircut(double Maintenance, double InitialExtra, bool IsRiskCancelling)
{
    /// <summary>What the model does not name counts nothing.</summary>
    public static readonly CollateralHaircut Whole = new(1, 0, IsRiskCancelling: false);

    public static CollateralHaircut Read(RiskModelNode node)
    {
        var haircut = new CollateralHaircut(
            node.Number("maintenance", Interval.Closed(0, 1)),
            node.Number("initial_extra", Interval.Closed(0, 1)),
            node.Flag("risk_cancelling"));
        // The two are decimals of a document: 0.9 + 0.1 may round above 1.
        node.Require(haircut.Maintenance + haircut.InitialExtra <= 1 + 1e-12, "initial_extra", "must not be above 1 - maintenance");
        return haircut;
    }
}
