using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Tests.Engines;

/// <summary>Three silos conform, whatever brings their messages.</summary>
public sealed class SiloConformance : EngineConformance
{
    private protected override async Task<EngineRig> New()
    {
        var rig = new SiloRig(new MemoryJournal(), 3);
        await rig.Restart();
        return rig;
    }
}
