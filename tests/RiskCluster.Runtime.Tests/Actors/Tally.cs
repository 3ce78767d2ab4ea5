using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Tests.Actors;

/// <summary>A toy actor: adds numbered amounts up, and passes some on.</summary>
internal sealed record TallyState(string Key, long Total, long LastNumber, int Gaps, ImmutableArray<string> Received);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Add), "add")]
[JsonDerivedType(typeof(PassOn), "pass_on")]
[JsonDerivedType(typeof(Receive), "receive")]
[JsonDerivedType(typeof(Fail), "fail")]
[JsonDerivedType(typeof(Nothing), "nothing")]
internal abstract record TallyCommand
{
    /// <summary>Adds 1 <paramref name="Times"/> times, each an event; numbers follow one another.</summary>
    public sealed record Add(long Number, long Amount, int Times = 1) : TallyCommand;

    public sealed record PassOn(ImmutableArray<string> Targets, string Text) : TallyCommand;

    public sealed record Receive(string Text) : TallyCommand;

    /// <summary>A bug: throws in <c>Decide</c>, or in <c>Apply</c>.</summary>
    public sealed record Fail(bool InApply) : TallyCommand;

    public sealed record Nothing : TallyCommand;
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Added), "added")]
[JsonDerivedType(typeof(GapSeen), "gap_seen")]
[JsonDerivedType(typeof(PassedOn), "passed_on")]
[JsonDerivedType(typeof(Received), "received")]
[JsonDerivedType(typeof(Broken), "broken")]
internal abstract record TallyEvent
{
    public sealed record Added(long Number, long Amount) : TallyEvent;

    public sealed record GapSeen(long Number) : TallyEvent;

    public sealed record PassedOn(string Text) : TallyEvent;

    public sealed record Received(string Text) : TallyEvent;

    public sealed record Broken : TallyEvent;
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Hand), "hand")]
internal abstract record TallyEffect : IEffect
{
    [JsonIgnore]
    public abstract ActorAddress Target { get; }

    public sealed record Hand(string To, string Text) : TallyEffect
    {
        [JsonIgnore]
        public override ActorAddress Target => new(ActorKind.Account, To);
    }
}

internal sealed class TallyMachine : IMachine<TallyState, TallyCommand, TallyEvent, TallyEffect>
{
    private TallyMachine()
    {
    }

    public static ActorKind Kind => ActorKind.Account;

    public static TallyState Initial(string key) => new(key, 0, 0, 0, []);

    public static Decision<TallyEvent, TallyEffect> Decide(TallyState state, TallyCommand command, in Turn turn) => command switch
    {
        TallyCommand.Add add when add.Number <= state.LastNumber => Decision<TallyEvent, TallyEffect>.Duplicate(),
        TallyCommand.Add add when add.Number > state.LastNumber + 1 =>
            Decision<TallyEvent, TallyEffect>.Reject(new(ProblemCode.SequenceGap, "gap", "number", $"{state.LastNumber + 1} is next"), new TallyEvent.GapSeen(add.Number)),
        TallyCommand.Add add => Decision<TallyEvent, TallyEffect>.Accept([.. Enumerable.Range(0, add.Times).Select(i => new TallyEvent.Added(add.Number, add.Amount))]),
        TallyCommand.PassOn pass => Decision<TallyEvent, TallyEffect>.Accept([new TallyEvent.PassedOn(pass.Text)], [.. pass.Targets.Select(target => new TallyEffect.Hand(target, pass.Text))]),
        TallyCommand.Receive receive => Decision<TallyEvent, TallyEffect>.Accept(new TallyEvent.Received(receive.Text)),
        TallyCommand.Fail { InApply: true } => Decision<TallyEvent, TallyEffect>.Accept(new TallyEvent.Broken()),
        TallyCommand.Nothing => Decision<TallyEvent, TallyEffect>.Accept([]),
        _ => throw new InvalidOperationException("planted"),
    };

    public static TallyState Apply(TallyState state, TallyEvent change) => change switch
    {
        TallyEvent.Added added => state with { Total = state.Total + added.Amount, LastNumber = added.Number },
        TallyEvent.GapSeen => state with { Gaps = state.Gaps + 1 },
        TallyEvent.PassedOn => state,
        TallyEvent.Received received => state with { Received = state.Received.Add(received.Text) },
        _ => throw new InvalidOperationException("planted"),
    };
}
