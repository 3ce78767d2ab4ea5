using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Tests.Actors;

/// <summary>A journal whose calls can be made to fail or wait.</summary>
internal sealed class FaultyJournal(IJournal inner) : IJournal
{
    public int HeadQueries { get; private set; }

    public int Reads { get; private set; }

    /// <summary>Runs before an append reaches the journal; throws to lose it.</summary>
    public Func<StreamAppend, Task> BeforeAppend { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs when the append is durable; throws to leave the writer in the dark.</summary>
    public Func<StreamAppend, Task> AfterAppend { get; set; } = _ => Task.CompletedTask;

    public Func<Task> BeforeHeads { get; set; } = () => Task.CompletedTask;

    public Func<StreamSnapshot, StreamSnapshot> ChangeSnapshot { get; set; } = snapshot => snapshot;

    public bool DropsMarks { get; set; }

    public async ValueTask<AppendOutcome> Append(StreamAppend append, CancellationToken cancellation)
    {
        await BeforeAppend(append);
        var outcome = await inner.Append(append, cancellation);
        await AfterAppend(append);
        return outcome;
    }

    public async ValueTask<IReadOnlyList<StreamHead>> Heads(IReadOnlyCollection<string> streams, CancellationToken cancellation)
    {
        HeadQueries++;
        await BeforeHeads();
        return await inner.Heads(streams, cancellation);
    }

    public async ValueTask<StreamReplay> TakeOver(string stream, CancellationToken cancellation)
    {
        var replay = await inner.TakeOver(stream, cancellation);
        return replay with { Snapshot = replay.Snapshot is { } snapshot ? ChangeSnapshot(snapshot) : null };
    }

    public IAsyncEnumerable<StreamReplay> TakeOver(IReadOnlyCollection<string> streams, CancellationToken cancellation) => inner.TakeOver(streams, cancellation);

    public IAsyncEnumerable<StreamHead> Streams(string prefix, CancellationToken cancellation) => inner.Streams(prefix, cancellation);

    public IAsyncEnumerable<JournalRecord> Read(string stream, long afterSeq, CancellationToken cancellation)
    {
        Reads++;
        return inner.Read(stream, afterSeq, cancellation);
    }

    public ValueTask<StreamSnapshot?> ReadSnapshot(string stream, CancellationToken cancellation) => inner.ReadSnapshot(stream, cancellation);

    public ValueTask SaveSnapshot(StreamSnapshot snapshot, CancellationToken cancellation) => inner.SaveSnapshot(snapshot, cancellation);

    public ValueTask MarkDelivered(string stream, long epoch, long seq, CancellationToken cancellation) =>
        DropsMarks ? ValueTask.CompletedTask : inner.MarkDelivered(stream, epoch, seq, cancellation);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
