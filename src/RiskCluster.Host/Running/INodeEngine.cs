using RiskCluster.Host.Configuration;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Host.Running;

/// <summary>What hosts the actors behind the API.</summary>
public interface INodeEngine
{
    /// <summary>Opens a node; for a cluster, returns when this process is a member.</summary>
    /// <param name="options">What the process is told.</param>
    /// <param name="journal">Where the actors write; whoever gave it closes it.</param>
    /// <param name="calibration">How models are calibrated.</param>
    /// <param name="node">Sizes and times.</param>
    /// <param name="cancellation">The process is stopped.</param>
    Task<OpenNode> Open(ServeOptions options, IJournal journal, ModelCalibration calibration, NodeOptions node, CancellationToken cancellation);
}
