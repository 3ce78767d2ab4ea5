namespace RiskCluster.Core.Turns;

/// <summary>The rules of an actor: pure, deterministic, without a clock.</summary>
/// <typeparam name="TState">Immutable state; its JSON form is what snapshots hold.</typeparam>
/// <typeparam name="TCommand">What it may be asked for.</typeparam>
/// <typeparam name="TEvent">What has happened to it.</typeparam>
/// <typeparam name="TEffect">What it tells others.</typeparam>
public interface IMachine<TState, in TCommand, TEvent, TEffect>
    where TState : class
    where TCommand : class
    where TEvent : class
    where TEffect : class, IEffect
{
    /// <summary>Which actor this is.</summary>
    static abstract ActorKind Kind { get; }

    /// <summary>The state before the first event.</summary>
    static abstract TState Initial(string key);

    /// <summary>Accepts or refuses a command.</summary>
    static abstract Decision<TEvent, TEffect> Decide(TState state, TCommand command, in Turn turn);

    /// <summary>The state after an event. Never refuses: whatever the journal holds has happened.</summary>
    static abstract TState Apply(TState state, TEvent change);

    /// <summary>
    /// Whether an actor in this state is to be in memory although nobody has asked for it: others follow what it is, or something of it is under way. One that need not
    /// be is left asleep when a process starts, and comes back with the first message.
    /// </summary>
    static virtual bool IsAwake(TState state) => true;
}
