using RiskCluster.Host.Configuration;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Host.Running;

/// <summary>All actors in this process.</summary>
internal sealed class EmbeddedNode : INodeEngine
{
    /// <inheritdoc/>
    public async Task<OpenNode> Open(ServeOptions options, IJournal journal, ModelCalibration calibration, NodeOptions node, CancellationToken cancellation)
    {
        var whole = await RiskNode.Open(journal, calibration, node, cancellation);
        return new(whole, whole);
    }
}
