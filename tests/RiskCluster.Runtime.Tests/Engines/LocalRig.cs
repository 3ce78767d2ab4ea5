using RiskCluster.Runtime.Node;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Runtime.Tests.Engines;

/// <summary>An engine whose nodes are all in this process.</summary>
internal abstract class LocalRig : EngineRig
{
    /// <summary>The nodes that are alive.</summary>
    public abstract IReadOnlyList<IRiskNode> Nodes { get; }

    public override async Task Cycle()
    {
        await Settle();
        foreach (var node in Nodes) await node.RunCycle(default);
    }

    public override PortfolioFigure? Find(string key) => Nodes.Select(node => node.Board.Figure(key)).SingleOrDefault(figure => figure is not null);

    public override Task Quiet() => Wait(() => Task.FromResult(Nodes.All(node => node.IsDelivered)));
}
