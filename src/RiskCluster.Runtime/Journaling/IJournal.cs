using System.Runtime.CompilerServices;

namespace RiskCluster.Runtime.Journaling;

/// <summary>
/// Streams of events, appended by one writer at a time and never changed. Writers are told apart by epochs: taking a stream over raises its epoch, and an append
/// under an older one is refused. Safe to call from any thread.
/// </summary>
/// <remarks>
/// Every member throws <see cref="JournalUnavailableException"/> when the store cannot be reached. After an append that threw, the writer reads the stream again
/// before it does anything else: an implementation never retries an append blindly.
/// </remarks>
public interface IJournal : IAsyncDisposable
{
    /// <summary>Makes the caller the writer of a stream, new or not, and reads what is in it.</summary>
    ValueTask<StreamReplay> TakeOver(string stream, CancellationToken cancellation);

    /// <summary>Makes the caller the writer of many streams in a few round trips: how the actors of a dead process come back.</summary>
    IAsyncEnumerable<StreamReplay> TakeOver(IReadOnlyCollection<string> streams, CancellationToken cancellation);

    /// <summary>Appends; completes when durable, or refused. Appends of many streams share a commit; the refusal of one does not touch the others.</summary>
    ValueTask<AppendOutcome> Append(StreamAppend append, CancellationToken cancellation);

    /// <summary>The heads of those of some streams that exist: an epoch that is still the caller's proves that what the caller has in memory is the newest.</summary>
    ValueTask<IReadOnlyList<StreamHead>> Heads(IReadOnlyCollection<string> streams, CancellationToken cancellation);

    /// <summary>All streams whose name begins with a prefix, by ordinal name.</summary>
    IAsyncEnumerable<StreamHead> Streams(string prefix, CancellationToken cancellation);

    /// <summary>The events of a stream after a number, in order.</summary>
    IAsyncEnumerable<JournalRecord> Read(string stream, long afterSeq, CancellationToken cancellation);

    /// <summary>The newest snapshot of a stream; null when there is none.</summary>
    ValueTask<StreamSnapshot?> ReadSnapshot(string stream, CancellationToken cancellation);

    /// <summary>Keeps a snapshot, in the place of older ones. A snapshot may be lost without harm.</summary>
    ValueTask SaveSnapshot(StreamSnapshot snapshot, CancellationToken cancellation);

    /// <summary>Notes that effects up to an event have been delivered; ignored under an older epoch. The note may be lost: delivery is at least once.</summary>
    ValueTask MarkDelivered(string stream, long epoch, long seq, CancellationToken cancellation);

    /// <summary>
    /// Streams whose name begins with a prefix and whose last append said that its actor is awake, by ordinal name. A store that keeps no such index may answer with all:
    /// to wake one too many costs time and nothing else.
    /// </summary>
    IAsyncEnumerable<StreamHead> Awake(string prefix, CancellationToken cancellation) => Streams(prefix, cancellation);

    /// <summary>Streams with effects after their delivery mark, by ordinal name: such as a process leaves behind that died before it delivered them. A store that keeps an index answers without looking at the others.</summary>
    async IAsyncEnumerable<StreamHead> Undelivered([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var head in Streams("", cancellation))
        {
            if (head.DeliveredSeq < head.Seq && await Read(head.Stream, head.DeliveredSeq, cancellation).AnyAsync(item => item.Effects is not null, cancellation)) yield return head;
        }
    }
}
