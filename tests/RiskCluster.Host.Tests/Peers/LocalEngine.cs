using RiskCluster.Host.Configuration;
using RiskCluster.Host.Running;
using RiskCluster.Runtime.Cluster;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Node;
using RiskCluster.Runtime.Tests.Engines;

namespace RiskCluster.Host.Tests.Peers;

/// <summary>Silos of one process that call each other through the JSON of the wire, without a transport.</summary>
internal sealed class LocalEngine(LocalCluster cluster, string name) : INodeEngine
{
    public Task<OpenNode> Open(ServeOptions options, IJournal journal, ModelCalibration calibration, NodeOptions node, CancellationToken cancellation)
    {
        SiloNode? silo = null;
        silo = new(journal, calibration, node, new(), cluster.Join(name, () => silo!));
        silo.Start();
        return Task.FromResult(new OpenNode(silo, silo));
    }
}
