using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Tests.Engines;

/// <summary>One process conforms.</summary>
public sealed class EmbeddedConformance : EngineConformance
{
    private protected override async Task<EngineRig> New()
    {
        var rig = new EmbeddedRig(new MemoryJournal());
        await rig.Restart();
        return rig;
    }
}
