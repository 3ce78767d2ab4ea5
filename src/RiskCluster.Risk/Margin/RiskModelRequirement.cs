namespace RiskCluster.Risk.Margin;

/// <summary>How tail measures and contingencies become margins (MRG-3, MRG-4, MRG-6).</summary>
/// <param name="EsConfidence">Confidence of the expected shortfall; within [0.5, 1).</param>
/// <param name="InitialFactor">Initial margin over scan requirement and contingencies; within (0, 10].</param>
/// <param name="MaintenanceFactor">Maintenance margin over scan requirement and the maintenance share of contingencies; above 0 and never above the initial factor.</param>
public sealed record RiskModelRequirement(double EsConfidence, double InitialFactor, double MaintenanceFactor)
{
    /// <summary>What is charged beside the scan: the model's section of its own, kept here so that nobody margins by half of the rules.</summary>
    public RiskModelContingencies Contingencies { get; init; } = RiskModelContingencies.None;

    internal static RiskModelRequirement Read(RiskModelNode node)
    {
        var requirement = new RiskModelRequirement(
            node.Number("es_confidence", Interval.FromUpToBelow(0.5, 1)),
            node.Number("initial_factor", Interval.AboveUpTo(0, 10)),
            node.Number("maintenance_factor", Interval.AboveUpTo(0, 10)));
        node.Require(requirement.MaintenanceFactor <= requirement.InitialFactor, "maintenance_factor", "must not be above initial_factor");
        return requirement;
    }
}
