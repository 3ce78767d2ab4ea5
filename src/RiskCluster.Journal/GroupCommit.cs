using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal;

/// <summary>
/// A journal over a store: one batcher writes what has queued while the previous commit ran, many streams in one transaction. No timer: a lone writer waits for
/// nobody, a thousand share a commit. The queue is bounded, so a slow disk slows the writers down.
/// </summary>
/// <remarks>
/// Whatever a commit threw, its appends are unknown. Each is looked up by stream, number and hash, and is appended if found, refused if the epoch has moved, and
/// otherwise unavailable: never tried again, because the writer alone knows what has happened since.
/// </remarks>
internal sealed class GroupCommit : IJournal
{
    private const int PageSize = 1000;
    private readonly IJournalStore store;
    private readonly JournalOptions options;
    private readonly Channel<PendingWrite> queue;
    private readonly Queue<PendingWrite> deferred = new();
    private readonly HashSet<string> streams = [];
    private readonly List<PendingWrite> batch = [];
    private readonly Task batcher;
    private readonly JournalMetrics metrics;
    private long batchBytes;

    public GroupCommit(IJournalStore store, JournalOptions options)
    {
        this.store = store;
        this.options = options;
        queue = Channel.CreateBounded<PendingWrite>(new BoundedChannelOptions(options.QueueLength) { SingleReader = true });
        metrics = new(() => queue.Reader.Count);
        batcher = Task.Run(Run);
    }

    public async ValueTask<AppendOutcome> Append(StreamAppend append, CancellationToken cancellation)
    {
        AppendRules.Check(append);
        var since = Stopwatch.GetTimestamp();
        var outcome = await Write(new PendingWrite(append, null, null), cancellation);
        metrics.Appended(since);
        if (outcome == AppendOutcome.Fenced) metrics.Fenced();
        return outcome;
    }

    public async ValueTask SaveSnapshot(StreamSnapshot snapshot, CancellationToken cancellation)
    {
        AppendRules.Check(snapshot);
        await Write(new PendingWrite(null, null, snapshot), cancellation);
    }

    public async ValueTask MarkDelivered(string stream, long epoch, long seq, CancellationToken cancellation)
    {
        AppendRules.CheckStream(stream);
        await Write(new PendingWrite(null, new DeliveredMark(stream, epoch, seq), null), cancellation);
    }

    public async ValueTask<StreamReplay> TakeOver(string stream, CancellationToken cancellation)
    {
        AppendRules.CheckStream(stream);
        await foreach (var taken in store.TakeOver([stream], cancellation)) return taken.Replay ?? throw new JournalUnavailableException(taken.Damage!);
        throw new JournalUnavailableException($"stream {stream} was not answered");
    }

    public async IAsyncEnumerable<StreamReplay> TakeOver(IReadOnlyCollection<string> streams, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(streams);
        foreach (var stream in streams) AppendRules.CheckStream(stream);
        // A damaged stream stays behind without stopping the others; taken over on its own, it says what is wrong.
        await foreach (var taken in store.TakeOver(streams, cancellation))
            if (taken.Replay is { } replay)
                yield return replay;
    }

    public ValueTask<IReadOnlyList<StreamHead>> Heads(IReadOnlyCollection<string> streams, CancellationToken cancellation) => store.Heads(streams, cancellation);

    public IAsyncEnumerable<StreamHead> Streams(string prefix, CancellationToken cancellation) => Pages(HeadFilter.All, prefix, cancellation);

    public IAsyncEnumerable<StreamHead> Awake(string prefix, CancellationToken cancellation) => Pages(HeadFilter.Awake, prefix, cancellation);

    public IAsyncEnumerable<StreamHead> Undelivered(CancellationToken cancellation) => Pages(HeadFilter.Undelivered, "", cancellation);

    public async IAsyncEnumerable<JournalRecord> Read(string stream, long afterSeq, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var page = await store.EventPage(stream, afterSeq, PageSize, cancellation);
            foreach (var item in page) yield return item;
            if (page.Count < PageSize) yield break;
            afterSeq = page[^1].Seq;
        }
    }

    public ValueTask<StreamSnapshot?> ReadSnapshot(string stream, CancellationToken cancellation) => store.ReadSnapshot(stream, cancellation);

    /// <summary>Writes what has queued, then closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!queue.Writer.TryComplete()) return;
        await batcher;
        metrics.Dispose();
        await store.DisposeAsync();
    }

    private async IAsyncEnumerable<StreamHead> Pages(HeadFilter filter, string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var after = "";
        while (true)
        {
            var page = await store.StreamPage(filter, prefix, after, PageSize, cancellation);
            foreach (var head in page) yield return head;
            if (page.Count < PageSize) yield break;
            after = page[^1].Stream;
        }
    }

    // Only the wait for a place in the queue can be cancelled: what has its place may become durable, and its writer must hear of it.
    private async Task<AppendOutcome> Write(PendingWrite write, CancellationToken cancellation)
    {
        try
        {
            await queue.Writer.WriteAsync(write, cancellation);
        }
        catch (ChannelClosedException)
        {
            throw new JournalUnavailableException("the journal has been closed");
        }

        return await write.Outcome;
    }

    private async Task Run()
    {
        while (deferred.Count > 0 || await queue.Reader.WaitToReadAsync())
        {
            Fill();
            if (batch.Count > 0) await Commit();
            // Until somebody writes again, nobody keeps what was written.
            batch.Clear();
        }
    }

    private void Fill()
    {
        batch.Clear();
        streams.Clear();
        batchBytes = 0;
        // Whoever was left over goes first, and in order.
        for (var left = deferred.Count; left > 0; left--) AddOrDefer(deferred.Dequeue());
        while (!IsFull && deferred.Count < options.MostAppendsPerCommit && queue.Reader.TryRead(out var write)) AddOrDefer(write);
    }

    private bool IsFull => batch.Count >= options.MostAppendsPerCommit || batchBytes >= options.MostBytesPerCommit;

    // A second append to a stream builds on the first and waits for the next commit.
    private void AddOrDefer(PendingWrite write)
    {
        if (IsFull || (write.Append is { } append && !streams.Add(append.Stream)))
        {
            deferred.Enqueue(write);
            return;
        }

        batch.Add(write);
        batchBytes += write.Bytes;
    }

    private async Task Commit()
    {
        var appends = batch.Where(write => write.Append is not null).ToList();
        var content = new CommitBatch(
            [.. appends.Select(write => write.Append!)],
            [.. batch.Where(write => write.Mark is not null).Select(write => write.Mark!)],
            [.. batch.Where(write => write.Snapshot is not null).Select(write => write.Snapshot!)]);
        using var trace = JournalMetrics.Trace(batch.Count);
        var since = Stopwatch.GetTimestamp();
        try
        {
            using var timeout = new CancellationTokenSource(options.CommitTimeout);
            var verdicts = await store.Commit(content, timeout.Token);
            metrics.Committed(since, batch.Count);
            for (var i = 0; i < appends.Count; i++) Tell(appends[i], verdicts[i]);
            foreach (var write in batch) write.Complete(AppendOutcome.Appended);
        }
        catch (Exception problem)
        {
            metrics.Failed();
            trace?.SetStatus(ActivityStatusCode.Error);
            await TellUnknown(appends, problem);
        }
    }

    private static void Tell(PendingWrite write, CommitVerdict verdict)
    {
        if (verdict.IsAppended) write.Complete(AppendOutcome.Appended);
        else if (verdict.Epoch == 0 || verdict.Epoch != write.Append!.Epoch) write.Complete(AppendOutcome.Fenced);
        else write.Fail(new OutOfStepException(write.Append, verdict.Seq));
    }

    private async Task TellUnknown(List<PendingWrite> appends, Exception problem)
    {
        var failure = new JournalUnavailableException($"the commit failed: {problem.Message}", problem);
        try
        {
            using var timeout = new CancellationTokenSource(options.CommitTimeout);
            var found = await store.ReadBack([.. appends.Select(write => write.Append!)], timeout.Token);
            for (var i = 0; i < appends.Count; i++)
            {
                if (found[i].IsFound) appends[i].Complete(AppendOutcome.Appended);
                else if (found[i].Epoch == 0 || found[i].Epoch != appends[i].Append!.Epoch) appends[i].Complete(AppendOutcome.Fenced);
            }
        }
        catch (Exception second)
        {
            failure = new JournalUnavailableException($"the commit failed and cannot be looked up: {problem.Message}", new AggregateException(problem, second));
        }

        foreach (var write in batch) write.Fail(failure);
    }
}
