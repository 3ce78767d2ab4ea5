using System.Collections.Immutable;
using RiskCluster.Risk.Unwinding;
using RiskCluster.Runtime.Embedded;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Runtime.Node;

/// <summary>Sizes and times of a node.</summary>
public sealed record NodeOptions
{
    /// <summary>Mailboxes, delivery, snapshots and the clock.</summary>
    public EngineOptions Engine { get; init; } = new();

    /// <summary>Threads of the margin cycle; at least 1. Default: one a processor.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Reports of a breach in a row, each of a newer cycle, until it is confirmed; 1 to 10. Default 2.</summary>
    public int ConfirmationsNeeded { get; init; } = 2;

    /// <summary>How often ages, timelocks and reservations are looked at. Default 1 s.</summary>
    public TimeSpan ReviewEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest time between two margin cycles. Default 1 s.</summary>
    public TimeSpan BeatEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often unwinds that go on are looked at. Default 200 ms.</summary>
    public TimeSpan UnwindEvery { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Unwinds that are planned at the same time, each on a thread of its own; at least 1. Default 2.</summary>
    public int PlannersAtOnce { get; init; } = 2;

    /// <summary>What the venues offer in the markets of a cycle. Default: nothing is known of them, and each has what the model governs.</summary>
    public Func<BoardView, ImmutableArray<VenueBook>> VenueBooks { get; init; } = _ => [];

    /// <summary>Names a build whose figures may differ though its rules are the same: silos of different builds decide nothing together. Default: none.</summary>
    public string Build { get; init; } = "";

    /// <summary>Whether decisions are taken; whoever operates the node turns it. Default: they are.</summary>
    public DecisionSwitch Decisions { get; init; } = new();

    /// <summary>Answers other processes of a cluster.</summary>
    public PeerDesk Desk { get; init; } = new();

    /// <summary>Whether cycles run by themselves; if not, whoever holds the node calls <see cref="RiskNode.RunCycle"/>. Default true.</summary>
    public bool CyclesByItself { get; init; } = true;
}
