using System.Collections.Immutable;

namespace RiskCluster.Core.Turns;

/// <summary>What a machine decided: events and effects, a redelivery that changes nothing, or a refusal.</summary>
/// <typeparam name="TEvent">The actor's events.</typeparam>
/// <typeparam name="TEffect">What other actors are told once the events are durable.</typeparam>
/// <remarks>A refusal may carry events too, for what the refusal itself teaches: that updates are missing. Effects need an event beside them.</remarks>
public sealed record Decision<TEvent, TEffect>
{
    private Decision()
    {
    }

    /// <summary>What happened, in order.</summary>
    public ImmutableArray<TEvent> Events { get; private init; } = [];

    /// <summary>What to tell others, in order, after the events are durable.</summary>
    public ImmutableArray<TEffect> Effects { get; private init; } = [];

    /// <summary>Why not; null when accepted.</summary>
    public Problem? Problem { get; private init; }

    /// <summary>True when the command had been applied before.</summary>
    public bool IsDuplicate { get; private init; }

#pragma warning disable CA1000 // Machines name their closed type once, by an alias, and then read Decision.Accept(...).
    /// <summary>Accepted.</summary>
    public static Decision<TEvent, TEffect> Accept(ImmutableArray<TEvent> events, ImmutableArray<TEffect> effects = default) => new() { Events = events, Effects = effects.IsDefault ? [] : effects };

    /// <summary>Accepted, with one event.</summary>
    public static Decision<TEvent, TEffect> Accept(TEvent change, params ImmutableArray<TEffect> effects) => new() { Events = [change], Effects = effects };

    /// <summary>Applied before: nothing changes.</summary>
    public static Decision<TEvent, TEffect> Duplicate() => new() { IsDuplicate = true };

    /// <summary>Refused.</summary>
    public static Decision<TEvent, TEffect> Reject(Problem problem, params ImmutableArray<TEvent> events) => new() { Problem = problem, Events = events };
#pragma warning restore CA1000
}
