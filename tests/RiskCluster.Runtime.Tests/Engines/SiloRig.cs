using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Node;
using RiskCluster.Runtime.RiskBoard;
using RiskCluster.Runtime.Tests.Node;

namespace RiskCluster.Runtime.Tests.Engines;

/// <summary>Several silos in one process, without Orleans: what a silo does, and not how messages travel.</summary>
internal sealed class SiloRig(IJournal journal, int count) : LocalRig
{
    private readonly Dictionary<string, SiloNode> alive = new(StringComparer.Ordinal);
    private readonly List<SiloNode> dead = [];
    private readonly Dictionary<string, NodeOptions> options = new(StringComparer.Ordinal);
    private int started;

    public LocalCluster Cluster { get; private set; } = new();

    public override IActors Actors => Nodes[0].Actors;

    public override IReadOnlyList<IRiskNode> Nodes => [.. alive.Values];

    public IEnumerable<SiloNode> Silos => alive.Values;

    public override async Task Settle()
    {
        // Twice: what one lets go in the first look the other takes in the second. Who has not heard yet that somebody is gone cannot finish his first.
        for (var look = 0; look < 2; look++)
        {
            await Quiet();
            var isLast = look == 1;
            foreach (var node in alive.Values.ToList())
                if (!await Look(node) && isLast) await node.Tend(default);
        }
    }

    // What could not be delivered because somebody is on his way is delivered when he has come; nothing else moves him here.
    protected override Task Wait(Func<Task<bool>> condition) => Until(async () =>
    {
        if (await condition()) return true;
        foreach (var node in alive.Values.ToList()) await Look(node);
        return false;
    });

    /// <summary>One look of a silo; false when somebody did not answer.</summary>
    public static async Task<bool> Look(SiloNode node)
    {
        try
        {
            await node.Tend(default);
            return true;
        }
        catch (ActorUnavailableException)
        {
            return false;
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
            options[name] = new() { CyclesByItself = false, Workers = 1, Engine = new() { Clock = Clock, Outbox = new() { FirstRetry = TimeSpan.Zero } } },
            new() { TendsByItself = false },
            Cluster.Join(name, () => node!));
        alive.Add(name, node);
        node.Start();
        return name;
    }

    /// <summary>Where a silo answers the others.</summary>
    public PeerDesk Desk(string name) => options[name].Desk;

    /// <summary>The kill switch of a silo.</summary>
    public DecisionSwitch Switch(string name) => options[name].Decisions;

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
