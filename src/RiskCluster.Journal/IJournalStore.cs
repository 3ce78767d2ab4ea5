using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal;

/// <summary>
/// A database under the group commit. <see cref="Commit"/> is called by one caller at a time and may throw anything: whatever it threw, its batch is then unknown. The other members are safe
/// from any thread and throw <see cref="JournalUnavailableException"/>.
/// </summary>
internal interface IJournalStore : IAsyncDisposable
{
    /// <summary>Writes a batch in one transaction; returns when it is durable, with a verdict for each append, in order. A refused append leaves the others untouched.</summary>
    ValueTask<CommitVerdict[]> Commit(CommitBatch batch, CancellationToken cancellation);

    /// <summary>What the store holds of appends whose commit threw, each stream's head and events seen at one moment.</summary>
    ValueTask<ReadBack[]> ReadBack(IReadOnlyList<StreamAppend> appends, CancellationToken cancellation);

    /// <summary>Raises the epoch of every stream and reads what is in it. A damaged stream comes with the problem in the place of its replay.</summary>
    IAsyncEnumerable<TakenStream> TakeOver(IReadOnlyCollection<string> streams, CancellationToken cancellation);

    /// <summary>See <see cref="IJournal.Heads"/>.</summary>
    ValueTask<IReadOnlyList<StreamHead>> Heads(IReadOnlyCollection<string> streams, CancellationToken cancellation);

    /// <summary>A page of streams whose name begins with a prefix and comes after another. Its cost is that of the streams that the filter lets pass.</summary>
    ValueTask<IReadOnlyList<StreamHead>> StreamPage(HeadFilter filter, string prefix, string after, int count, CancellationToken cancellation);

    /// <summary>A page of the events of a stream after a number.</summary>
    ValueTask<IReadOnlyList<JournalRecord>> EventPage(string stream, long afterSeq, int count, CancellationToken cancellation);

    /// <summary>See <see cref="IJournal.ReadSnapshot"/>.</summary>
    ValueTask<StreamSnapshot?> ReadSnapshot(string stream, CancellationToken cancellation);
}
