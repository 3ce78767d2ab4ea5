using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Node;
using RiskCluster.Runtime.Tests.Node;

namespace RiskCluster.Runtime.Tests.Engines;

/// <summary>Several silos in one process, without Orleans: what a silo does, and not how messages travel.</summary>
internal sealed class SiloRig(IJournal journal, int count) : EngineRig
{
    private readonly Dictionary<string, SiloNode> alive = new(StringComparer.Ordinal);
    private readonly List<SiloNode> dead = [];
    private int started;

    public LocalCluster Cluster { get; private set; } = new();

    public override IActors Actors => Nodes[0].Actors;

    public override IReadOnlyList<IRiskNode> Nodes
    {
        get => [.. alive.Values];
        protected set => throw new NotSupportedException();
    }

    public IEnumerable<SiloNode> Silos => alive.Values;

    public override async Task Settle()
    {
        // Twice: what one lets go in the first look the other takes in the second.
        for (var look = 0; look < 2; look++)
        {
            await Quiet();
            foreach (var node in alive.Values.ToList()) await node.Tend(default);
        }
    }

    public override async Task Restart()
    {
        dead.AddRange(alive.Values);
        alive.Clear();
        Cluster = new();
        for (var i = 0; i < count; i++) Join();
        await Cycle();
    }

    /// <summary>One silo more.</summary>
    public string Join()
    {
        var name = $"silo-{++started}";
        SiloNode? node = null;
        node = new(
            journal,
            TestCalibration.Instance,
            new() { CyclesByItself = false, Workers = 1, Engine = new() { Clock = Clock } },
            new() { TendsByItself = false },
            Cluster.Join(name, () => node!));
        alive.Add(name, node);
        node.Start();
        return name;
    }

    /// <summary>Stops a silo where it stands; it goes on believing that it is alive.</summary>
    public SiloNode Kill(string name)
    {
        Cluster.Leave(name);
        alive.Remove(name, out var node);
        dead.Add(node!);
        return node!;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var node in alive.Values.Concat(dead)) await node.DisposeAsync();
        await journal.DisposeAsync();
    }
}
