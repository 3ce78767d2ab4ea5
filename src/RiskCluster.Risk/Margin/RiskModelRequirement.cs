namespace RiskCluster.Risk.Margin;

/// <summary>How tail measures, contingencies and unwind cost become margins (MRG-3 to MRG-6), and what equity counts (MRG-7).</summary>
/// <param name="EsConfidence">Confidence of the expected shortfall; within [0.5, 1).</param>
/// <param name="InitialFactor">Initial margin over extended scan, contingencies and unwind cost; within (0, 10].</param>
/// <param name="MaintenanceFactor">Maintenance margin over extended scan and the maintenance shares of the others; above 0 and never above the initial factor.</param>
public sealed record RiskModelRequirement(double EsConfidence, double InitialFactor, double MaintenanceFactor)
{
    /// <summary>What is charged beside the scan: the model's section of its own, kept here so that nobody margins by half of the rules.</summary>
    public RiskModelContingencies Contingencies { get; init; } = RiskModelContingencies.None;

    /// <summary>What getting rid of positions costs, the model's section of its own; null charges nothing.</summary>
    public RiskModelUnwind? Unwind { get; init; }

    /// <summary>What collateral and unrealised profit count for in equity, the model's section of its own; null counts no collateral, and profit in full.</summary>
    public RiskModelCollateral? Collateral { get; init; }

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
