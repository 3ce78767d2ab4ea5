using RiskCluster.Runtime.Embedded;

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

    /// <summary>Whether cycles run by themselves; if not, whoever holds the node calls <see cref="RiskNode.RunCycle"/>. Default true.</summary>
    public bool CyclesByItself { get; init; } = true;
}
