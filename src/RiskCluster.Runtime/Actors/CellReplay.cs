using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Actors;

/// <summary>Chooses from what an actor comes back: its snapshot and the events after it, or, when the snapshot is of other rules or does not fit the chain, all events.</summary>
internal static class CellReplay<TMachine, TState, TCommand, TEvent, TEffect>
    where TMachine : IMachine<TState, TCommand, TEvent, TEffect>
    where TState : class
    where TCommand : class
    where TEvent : class
    where TEffect : class, IEffect
{
    public static async ValueTask<CellFold<TMachine, TState, TCommand, TEvent, TEffect>> Fold(ActorAddress address, StreamReplay replay, string rules, IJournal journal)
    {
        if (replay.Snapshot is { } snapshot && snapshot.RulesVersion == rules && Fits(snapshot, replay))
        {
            var fromSnapshot = new CellFold<TMachine, TState, TCommand, TEvent, TEffect>(snapshot);
            foreach (var item in replay.Tail) fromSnapshot.Add(item);
            return Checked(fromSnapshot, replay.Head);
        }

        var fold = new CellFold<TMachine, TState, TCommand, TEvent, TEffect>(address);
        var isWhole = replay.Tail.Length == replay.Head.Seq;
        await foreach (var item in isWhole ? replay.Tail.ToAsyncEnumerable() : journal.Read(replay.Head.Stream, 0, CancellationToken.None)) fold.Add(item);
        return Checked(fold, replay.Head);
    }

    private static bool Fits(StreamSnapshot snapshot, StreamReplay replay)
    {
        if (replay.Tail.Length == 0) return snapshot.Seq == replay.Head.Seq && snapshot.Hash.AsSpan().SequenceEqual(replay.Head.Hash);
        var first = replay.Tail[0];
        return first.Seq == snapshot.Seq + 1 && HashChain.Next(snapshot.Hash, first).AsSpan().SequenceEqual(first.Hash);
    }

    private static CellFold<TMachine, TState, TCommand, TEvent, TEffect> Checked(CellFold<TMachine, TState, TCommand, TEvent, TEffect> fold, StreamHead head) =>
        fold.Seq == head.Seq && fold.Hash.AsSpan().SequenceEqual(head.Hash)
            ? fold
            : throw new InvalidDataException($"the events end at {fold.Seq} with another chain than the head at {head.Seq} has");
}
