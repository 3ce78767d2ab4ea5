using System.Collections.Immutable;
using RiskCluster.Core.Parameters;
using RiskCluster.Runtime.Delivery;

namespace RiskCluster.Runtime.Simulation;

/// <summary>The live book of a process: two owners whose margins rise with the model's vol shock. At times it has no figures yet.</summary>
internal sealed class SimBoard(SimWorld world) : IImpactSource
{
    private const decimal MarginUsd = 1_000;

    public ValueTask<ImpactReport?> Impact(string document, CancellationToken cancellation)
    {
        if (world.Faults.Fires(world.Loop, "no live book yet", 0.1)) return new((ImpactReport?)null);
        var (before, after) = (SimModel.VolUp(world.Witness.Governance.ActiveDocument), SimModel.VolUp(document));
        return new(new ImpactReport(1, world.Owners.Count, 0, MarginUsd * before, MarginUsd * after, [], ImmutableArray<OwnerImpact>.Empty));
    }
}
