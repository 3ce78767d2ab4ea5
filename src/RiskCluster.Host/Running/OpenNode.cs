using RiskCluster.Runtime.Node;

namespace RiskCluster.Host.Running;

/// <summary>A node that serves.</summary>
/// <param name="Node">The node.</param>
/// <param name="Life">Ends it: drained, and gone from its cluster.</param>
public sealed record OpenNode(IRiskNode Node, IAsyncDisposable Life);
