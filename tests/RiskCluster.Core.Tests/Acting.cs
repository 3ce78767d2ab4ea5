using RiskCluster.Core.Json;
using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Tests;

/// <summary>A machine with the state that its decisions have led to, and the events of them.</summary>
internal sealed class Acting<TMachine, TState, TCommand, TEvent, TEffect>(TState initial)
    where TMachine : IMachine<TState, TCommand, TEvent, TEffect>
    where TState : class
    where TCommand : class
    where TEvent : class
    where TEffect : class, IEffect
{
    public TState State { get; private set; } = initial;

    public List<TEvent> Events { get; } = [];

    public List<TEffect> Effects { get; } = [];

    public Decision<TEvent, TEffect> Do(TCommand command, Turn turn = default)
    {
        var before = CoreJson.Write(State);
        var decision = TMachine.Decide(State, command, turn);
        CoreJson.Write(State).ShouldBe(before, "deciding changes nothing");
        if (decision.Problem is null && !decision.IsDuplicate) decision.Events.ShouldNotBeEmpty("what is accepted leaves an event");
        if (!decision.Effects.IsEmpty) decision.Events.ShouldNotBeEmpty("an effect has an event beside it");
        if (decision.IsDuplicate) decision.Events.ShouldBeEmpty();
        foreach (var change in decision.Events) State = TMachine.Apply(State, change);
        Events.AddRange(decision.Events);
        Effects.AddRange(decision.Effects);
        return decision;
    }

    /// <summary>What the journal would give back: every event by way of its JSON form, from the first.</summary>
    public void ShouldReplay(string key)
    {
        var state = TMachine.Initial(key);
        foreach (var change in Events) state = TMachine.Apply(state, CoreJson.Read<TEvent>(CoreJson.Write(change)));
        var bytes = CoreJson.Write(State);
        CoreJson.Write(state).ShouldBe(bytes);
        CoreJson.Write(CoreJson.Read<TState>(bytes)).ShouldBe(bytes);
    }
}
