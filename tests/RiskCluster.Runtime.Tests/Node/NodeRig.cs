using System.Collections.Immutable;
using System.Globalization;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Tests.Margin;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Node;
using RiskCluster.Runtime.Tests.Actors;

namespace RiskCluster.Runtime.Tests.Node;

/// <summary>A whole node on a clock that is moved by hand: cycles and reviews happen when the test says so. Two venues, a market of BTC and one of ETH, a governed model.</summary>
internal sealed class NodeRig : ActorScript, IAsyncDisposable
{
    private readonly List<RiskNode> dead = [];

    private NodeRig(IJournal journal) => Journal = journal;

    public IJournal Journal { get; set; }

    public override IActors Actors => Node.Actors;

    public RiskNode Node { get; private set; } = null!;

    /// <summary>A node with venues, markets and a model, after its first cycle.</summary>
    public static async Task<NodeRig> New(IJournal? journal = null)
    {
        var rig = new NodeRig(journal ?? new MemoryJournal());
        await rig.Open();
        await rig.Establish();
        await rig.Tick(65_000);
        return rig;
    }

    /// <summary>Opens a node on the journal. The one before stays as it was, as a process that was stopped where it stood; whatever it writes from now on is refused.</summary>
    public async Task Open()
    {
        if (Node is not null) dead.Add(Node);
        Node = await RiskNode.Open(Journal, TestCalibration.Instance, new() { CyclesByItself = false, Workers = 1, Engine = new() { Clock = Clock } }, default);
        await Node.RunCycle(default);
    }

    /// <summary>A new price of BTC from all sources, ETH at its fixed share of it, and a margin cycle.</summary>
    public async Task Tick(decimal price)
    {
        await Observe("BTC", price);
        await Observe("ETH", price * 1_900 / 65_000);
        await Node.RunCycle(default);
    }

    public MarginFigure Figure(string key)
    {
        var figure = Node.Board.Figure(key).ShouldNotBeNull($"{key} is not on the board");
        return figure.Figure.ShouldNotBeNull(figure.Problem);
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        foreach (var node in dead) await node.DisposeAsync();
        await Journal.DisposeAsync();
    }
}
