using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal;

/// <summary>Something that waits to be written: an append, a mark or a snapshot. Its writer awaits <see cref="Outcome"/>.</summary>
internal sealed class PendingWrite(StreamAppend? append, DeliveredMark? mark, StreamSnapshot? snapshot)
{
    private const int BytesOfColumns = 200;

    // The batcher must not run the writers' code.
    private readonly TaskCompletionSource<AppendOutcome> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StreamAppend? Append { get; } = append;

    public DeliveredMark? Mark { get; } = mark;

    public StreamSnapshot? Snapshot { get; } = snapshot;

    public Task<AppendOutcome> Outcome => outcome.Task;

    /// <summary>About how many bytes it adds to a transaction.</summary>
    public long Bytes => (Append?.Records.Sum(item => (long)item.Body.Length + (item.Effects?.Length ?? 0) + BytesOfColumns) ?? 0) + (Snapshot?.State.Length ?? 0);

    public void Complete(AppendOutcome result) => outcome.TrySetResult(result);

    public void Fail(Exception problem) => outcome.TrySetException(problem);
}
