using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Tests.Engines;
using RiskCluster.Tests.Journals;

namespace RiskCluster.Orleans.Tests.Full;

/// <summary>Three processes, each a silo of Orleans, over one PostgreSQL database conform.</summary>
public sealed class ProcessConformance(JournalPlaces places) : EngineConformance, IClassFixture<JournalPlaces>
{
    private protected override async Task<EngineRig> New()
    {
        var rig = new ProcessRig(places.New(JournalKind.Postgres), 3);
        await rig.Restart();
        return rig;
    }
}
