using System.Runtime.CompilerServices;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Simulation;

/// <summary>What one process sees of the database, with the guards of the journal and of its use, any one of which may be off.</summary>
internal sealed class SimJournal(SimDisk disk, Witness witness, SimDelivery delivery, SimScheduler scheduler, string writer, Guard off) : IJournal
{
    private readonly Dictionary<string, StreamHead> seenHeads = new(StringComparer.Ordinal);

    public async ValueTask<StreamReplay> TakeOver(string stream, CancellationToken cancellation)
    {
        var replay = await disk.Ask(() =>
        {
            var taken = disk.Store.TakeOver(stream, default).AtOnce();
            witness.TakenOver(stream, taken.Head.Epoch, writer);
            return taken;
        });
        seenHeads[stream] = replay.Head;
        return replay;
    }

    public async IAsyncEnumerable<StreamReplay> TakeOver(IReadOnlyCollection<string> streams, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var stream in streams) yield return await TakeOver(stream, cancellation);
    }

    public async ValueTask<AppendOutcome> Append(StreamAppend append, CancellationToken cancellation)
    {
        if (off == Guard.EffectsAfterDurable) _ = scheduler.Start(() => delivery.DeliverAtOnce(append));
        if (off == Guard.DurableBeforeAck) return await AppendWithoutWaiting(append);
        try
        {
            var outcome = await disk.Ask(() => Commit(append));
            if (off == Guard.MarkAfterDelivery) await MarkDelivered(append.Stream, append.Epoch, append.Records[^1].Seq, cancellation);
            return off == Guard.FencedMeansRefused ? AppendOutcome.Appended : outcome;
        }
        catch (JournalUnavailableException) when (off == Guard.UnknownIsNotSuccess)
        {
            return AppendOutcome.Appended;
        }
        catch (JournalUnavailableException) when (off == Guard.NoBlindRetry)
        {
            return await disk.Ask(() => Commit(SimRewrite.Rebased(append, Head(append.Stream))));
        }
    }

    public async ValueTask<IReadOnlyList<StreamHead>> Heads(IReadOnlyCollection<string> streams, CancellationToken cancellation)
    {
        if (off == Guard.FencedRead) return [.. streams.Where(seenHeads.ContainsKey).Select(stream => seenHeads[stream])];
        string[] names = [.. streams];
        return await disk.Ask(() => disk.Store.Heads(names, default).AtOnce());
    }

    public async IAsyncEnumerable<StreamHead> Streams(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var head in await disk.Ask(() => disk.Store.Streams(prefix, default).ToListAsync().AtOnce())) yield return head;
    }

    public async IAsyncEnumerable<JournalRecord> Read(string stream, long afterSeq, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var item in await disk.Ask(() => disk.Store.Read(stream, afterSeq, default).ToListAsync().AtOnce())) yield return item;
    }

    public async ValueTask<StreamSnapshot?> ReadSnapshot(string stream, CancellationToken cancellation) =>
        await disk.Ask(() => disk.Store.ReadSnapshot(stream, default).AtOnce());

    public async ValueTask SaveSnapshot(StreamSnapshot snapshot, CancellationToken cancellation)
    {
        if (off == Guard.InboxInSnapshot) snapshot = SimRewrite.WithoutInbox(snapshot);
        await disk.Ask(() => disk.Store.SaveSnapshot(snapshot, default).AtOnce());
    }

    public async ValueTask MarkDelivered(string stream, long epoch, long seq, CancellationToken cancellation) =>
        await disk.Ask(() => disk.Store.MarkDelivered(stream, epoch, seq, default).AtOnce());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask<AppendOutcome> AppendWithoutWaiting(StreamAppend append)
    {
        var arrived = new TaskCompletionSource<AppendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = scheduler.Start(async () =>
        {
            try
            {
                await disk.Ask(() => Commit(append), () => arrived.TrySetResult(AppendOutcome.Appended));
            }
            catch (JournalUnavailableException problem)
            {
                arrived.TrySetException(problem);
            }
        });
        return await arrived.Task;
    }

    private AppendOutcome Commit(StreamAppend append)
    {
        var head = Head(append.Stream);
        if (off == Guard.EpochCheck && head.Epoch != append.Epoch && head.Seq == append.ExpectedSeq) append = SimRewrite.Rebased(append, head);
        var outcome = disk.Store.Append(append, default).AtOnce();
        if (outcome == AppendOutcome.Appended) witness.Appended(append, writer);
        return outcome;
    }

    private StreamHead Head(string stream) => disk.Store.Heads([stream], default).AtOnce()[0];
}
