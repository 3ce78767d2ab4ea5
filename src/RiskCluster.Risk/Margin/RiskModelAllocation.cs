namespace RiskCluster.Risk.Margin;

/// <summary>How an owner's requirement is split back to venues (MRG-8).</summary>
/// <param name="StandaloneFloor">
/// Every venue carries at least this share of what its own lots would need standing alone, because collateral cannot move between venues at once; within
/// [0, 1].
/// </param>
public sealed record RiskModelAllocation(double StandaloneFloor)
{
    internal static RiskModelAllocation Read(RiskModelNode node) => new(node.Number("standalone_floor", Interval.Closed(0, 1)));
}
