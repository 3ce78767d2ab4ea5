using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language.Components;

/// <summary>From the worst loss to requirements (MRG-6): factor * (worst loss + scanned charges) + other charges.</summary>
/// <param name="InitialFactor">Factor of the initial margin.</param>
/// <param name="MaintenanceFactor">Factor of the maintenance margin.</param>
internal sealed record ScanRequirement(double InitialFactor, double MaintenanceFactor)
{
    public static readonly ScanRequirement Plain = new(1, 1);

    public static ScanRequirement Read(RiskModelNode node) => new(
        node.Number("initial_factor", Interval.Closed(0, 100)),
        node.Number("maintenance_factor", Interval.Closed(0, 100)));
}
