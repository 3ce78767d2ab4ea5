using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Tests;

/// <summary>A store that fails, stalls or counts on command.</summary>
internal sealed class FaultyStore(IJournalStore inner) : IJournalStore
{
    public List<CommitBatch> Commits { get; } = [];

    public Func<Task>? BeforeCommit { get; set; }

    public Func<Task>? AfterCommit { get; set; }

    public Func<Task>? BeforeReadBack { get; set; }

    public async ValueTask<CommitVerdict[]> Commit(CommitBatch batch, CancellationToken cancellation)
    {
        Commits.Add(batch);
        if (BeforeCommit is { } before) await before();
        var verdicts = await inner.Commit(batch, cancellation);
        if (AfterCommit is { } after) await after();
        return verdicts;
    }

    public async ValueTask<ReadBack[]> ReadBack(IReadOnlyList<StreamAppend> appends, CancellationToken cancellation)
    {
        if (BeforeReadBack is { } before) await before();
        return await inner.ReadBack(appends, cancellation);
    }

    public IAsyncEnumerable<TakenStream> TakeOver(IReadOnlyCollection<string> streams, CancellationToken cancellation) => inner.TakeOver(streams, cancellation);

    public ValueTask<IReadOnlyList<StreamHead>> Heads(IReadOnlyCollection<string> streams, CancellationToken cancellation) => inner.Heads(streams, cancellation);

    public ValueTask<IReadOnlyList<StreamHead>> StreamPage(HeadFilter filter, string prefix, string after, int count, CancellationToken cancellation) =>
        inner.StreamPage(filter, prefix, after, count, cancellation);

    public ValueTask<IReadOnlyList<JournalRecord>> EventPage(string stream, long afterSeq, int count, CancellationToken cancellation) => inner.EventPage(stream, afterSeq, count, cancellation);

    public ValueTask<StreamSnapshot?> ReadSnapshot(string stream, CancellationToken cancellation) => inner.ReadSnapshot(stream, cancellation);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
