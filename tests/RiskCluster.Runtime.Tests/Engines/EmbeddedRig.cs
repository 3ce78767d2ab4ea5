using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Node;
using RiskCluster.Runtime.Tests.Node;

namespace RiskCluster.Runtime.Tests.Engines;

/// <summary>One process.</summary>
internal sealed class EmbeddedRig(IJournal journal) : LocalRig
{
    private readonly List<RiskNode> dead = [];
    private RiskNode[] alive = [];

    public override IActors Actors => Nodes[0].Actors;

    public override IReadOnlyList<IRiskNode> Nodes => alive;

    public override Task Settle() => Task.CompletedTask;

    public override async Task Restart()
    {
        dead.AddRange(alive);
        alive = [await RiskNode.Open(journal, TestCalibration.Instance, new() { CyclesByItself = false, Workers = 1, Engine = new() { Clock = Clock } }, default)];
        await Cycle();
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var node in alive.Concat(dead)) await node.DisposeAsync();
        await journal.DisposeAsync();
    }
}
