using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Delivery;

namespace RiskCluster.Runtime.Embedded;

/// <summary>Sizes and times of an engine, and on what it runs.</summary>
public sealed record EngineOptions
{
    /// <summary>Snapshots, and waits of fenced cells.</summary>
    public CellOptions Cells { get; init; } = new();

    /// <summary>Delivery of effects.</summary>
    public OutboxOptions Outbox { get; init; } = new();

    /// <summary>Mailboxes and rest.</summary>
    public HostOptions Host { get; init; } = new();

    /// <summary>The time of turns and waits.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>On what turns and deliveries run.</summary>
    public TaskScheduler Scheduler { get; init; } = TaskScheduler.Default;

    /// <summary>What is put around each cell: the simulation leaves guards out here.</summary>
    internal Func<IActorCell, IActorCell> Around { get; init; } = cell => cell;
}
