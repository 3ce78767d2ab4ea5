using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Tests.Engines;

namespace RiskCluster.Orleans.Tests.Full;

/// <summary>Three silos of Orleans conform.</summary>
public sealed class OrleansConformance : EngineConformance
{
    private protected override async Task<EngineRig> New()
    {
        var rig = new OrleansRig(new MemoryJournal(), 3);
        await rig.Restart();
        return rig;
    }
}
