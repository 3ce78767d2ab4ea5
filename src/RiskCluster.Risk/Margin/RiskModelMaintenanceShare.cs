namespace RiskCluster.Risk.Margin;

/// <summary>What part of each contingency counts in the maintenance margin (MRG-4, MRG-6); each within [0, 1], so that MM never exceeds IM.</summary>
/// <param name="Basis">Of the basis charge.</param>
/// <param name="Roll">Of the roll charge.</param>
/// <param name="NakedShort">Of the charge on naked short options.</param>
/// <param name="Perpetual">Of the charge on perpetuals.</param>
public sealed record RiskModelMaintenanceShare(double Basis, double Roll, double NakedShort, double Perpetual)
{
    internal static RiskModelMaintenanceShare Read(RiskModelNode node) => new(
        node.Number("basis", Interval.Closed(0, 1)),
        node.Number("roll", Interval.Closed(0, 1)),
        node.Number("naked_short", Interval.Closed(0, 1)),
        node.Number("perpetual", Interval.Closed(0, 1)));
}
