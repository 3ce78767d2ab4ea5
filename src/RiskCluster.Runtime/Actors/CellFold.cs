using RiskCluster.Core.Json;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Actors;

/// <summary>Turns the records of a stream into the actor's state and inbox, and checks their numbers and their chain on the way.</summary>
/// <remarks>Cells come back through it, and whoever verifies a journal computes state hashes with it.</remarks>
public sealed class CellFold<TMachine, TState, TCommand, TEvent, TEffect>
    where TMachine : IMachine<TState, TCommand, TEvent, TEffect>
    where TState : class
    where TCommand : class
    where TEvent : class
    where TEffect : class, IEffect
{
    private TState state;
    private Inbox inbox;
    private JournalRecord? last;
    private long firstSeqOfLast;

    /// <summary>A fold from the first event on.</summary>
    public CellFold(ActorAddress address) => (state, inbox, Hash) = (TMachine.Initial(address.Key), Inbox.Empty, HashChain.Start(address.ToString()));

    /// <summary>A fold from a snapshot on.</summary>
    public CellFold(StreamSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        (state, inbox) = CoreJson.Read<CellSnapshot<TState>>(snapshot.State);
        (Seq, Hash) = (snapshot.Seq, snapshot.Hash);
    }

    /// <summary>The newest event in the fold.</summary>
    public long Seq { get; private set; }

    /// <summary>The chain there.</summary>
    public byte[] Hash { get; private set; }

    /// <summary>Takes the next record.</summary>
    /// <exception cref="InvalidDataException">It is not the next one, or breaks the chain: names its number.</exception>
    public void Add(JournalRecord item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.Seq != Seq + 1) throw new InvalidDataException($"event {item.Seq} follows event {Seq}");
        var hash = HashChain.Next(Hash, item);
        if (!hash.AsSpan().SequenceEqual(item.Hash)) throw new InvalidDataException($"event {item.Seq} breaks the chain");
        if (last is not null && last.Message != item.Message) RememberLast();
        if (last is null) firstSeqOfLast = item.Seq;
        (last, Seq, Hash) = (item, item.Seq, hash);
        state = TMachine.Apply(state, CoreJson.Read<TEvent>(item.Body));
    }

    /// <summary>State and inbox after the records so far, of which the last is the last of its message.</summary>
    public CellSnapshot<TState> Finish()
    {
        if (last is not null) RememberLast();
        return new(state, inbox);
    }

    private void RememberLast()
    {
        inbox = inbox.Remember(last!.Message, last.CommandHash, firstSeqOfLast, last.Seq);
        last = null;
    }
}
