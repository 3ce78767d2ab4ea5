using System.Diagnostics;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Delivery;

/// <summary>
/// Delivers the effects of durable events at least once, in order for each sender and target; receivers recognise what they have (<see cref="EffectId"/>). A target that
/// fails or refuses for now is tried again, ever less often, and holds up nothing but what its sender has for it. What a target refuses for good is delivered: the answer
/// was no. Memory is bounded: a long queue is left in the journal and read when its turn comes.
/// </summary>
public sealed class Outbox : IOutbox, IAsyncDisposable
{
    private readonly IJournal journal;
    private readonly IEffectDelivery delivery;
    private readonly TimeProvider clock;
    private readonly OutboxOptions options;
    private readonly TaskScheduler scheduler;
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private readonly Dictionary<string, OutboxStream> streams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Epoch, long Seq)> marks = new(StringComparer.Ordinal);
    private readonly HashSet<OutboxStream> moved = [];
    private readonly HashSet<Task> loops = [];
    private readonly ITimer markTimer;
    private volatile bool stopping;

    /// <summary>An outbox over a journal; deliveries run on a scheduler.</summary>
    public Outbox(IJournal journal, IEffectDelivery delivery, TimeProvider clock, OutboxOptions options, TaskScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.LaneCapacity, 1, nameof(options));
        (this.journal, this.delivery, this.clock, this.options, this.scheduler) = (journal, delivery, clock, options, scheduler);
        markTimer = clock.CreateTimer(_ => Start(WriteMarks), null, options.MarkEvery, options.MarkEvery);
    }

    /// <summary>Effects that wait for delivery in memory.</summary>
    public int HeldCount
    {
        get
        {
            lock (gate) return streams.Values.Sum(stream => stream.Held);
        }
    }

    /// <summary>How long the effect waits that has been first in its line for longest; zero when none waits.</summary>
    public TimeSpan Lag
    {
        get
        {
            lock (gate)
            {
                var since = streams.Values.Min(stream => stream.FirstSince);
                return since is { } first ? clock.GetElapsedTime(first) : TimeSpan.Zero;
            }
        }
    }

    /// <summary>True when nothing waits for delivery, here or in the journal.</summary>
    public bool IsIdle
    {
        get
        {
            lock (gate) return streams.Count == 0;
        }
    }

    /// <inheritdoc/>
    public void Post(EffectBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        lock (gate)
        {
            if (stopping) return;
            if (!streams.TryGetValue(batch.Stream, out var stream)) streams.Add(batch.Stream, stream = new(batch.Stream, options.LaneCapacity, batch.Decode));
            stream.Epoch = Math.Max(stream.Epoch, batch.Epoch);
            if (batch.Seq <= stream.NewestSeq) return;
            for (var i = 0; i < batch.Effects.Length; i++) Add(stream, new(EffectId.Ordinal(batch.Seq, i), batch.Effects[i]));
            stream.NewestSeq = batch.Seq;
        }
    }

    /// <inheritdoc/>
    public void Settle(string stream, long epoch, long seq)
    {
        lock (gate)
        {
            if (!streams.ContainsKey(stream)) Mark(stream, epoch, seq);
        }
    }

    /// <inheritdoc/>
    public void Forget(string stream)
    {
        lock (gate)
        {
            if (streams.Remove(stream, out var forgotten)) forgotten.Forgotten = true;
            marks.Remove(stream);
            moved.RemoveWhere(other => other.Name == stream);
        }
    }

    /// <summary>Writes the delivery marks that are due. A mark that cannot be written is written later, or never: then something is delivered twice.</summary>
    public async Task WriteMarks()
    {
        KeyValuePair<string, (long Epoch, long Seq)>[] due;
        lock (gate)
        {
            // How far a stream is takes a look at all who are told by it: now and then, not at every delivery.
            foreach (var stream in moved) if (!stream.Forgotten) Mark(stream.Name, stream.Epoch, stream.DeliveredSeq);
            moved.Clear();
            due = [.. marks];
            marks.Clear();
        }

        foreach (var (stream, (epoch, seq)) in due)
        {
            try
            {
                await journal.MarkDelivered(stream, epoch, seq, CancellationToken.None);
            }
            catch (JournalUnavailableException)
            {
                lock (gate) Mark(stream, epoch, seq);
            }
        }
    }

    /// <summary>Stops delivering, and writes the marks.</summary>
    public async ValueTask DisposeAsync()
    {
        await markTimer.DisposeAsync();
        Task[] running;
        lock (gate)
        {
            stopping = true;
            running = [.. loops];
        }

        await stop.CancelAsync();
        await Task.WhenAll(running);
        await WriteMarks();
        stop.Dispose();
    }

    private void Add(OutboxStream stream, OutboxItem item)
    {
        var lane = stream.Lane(item.Effect.Target);
        if (lane.IsEmpty) lane.FirstSince = clock.GetTimestamp();
        lane.Add(item);
        if (lane.Running) return;
        lane.Running = true;
        Start(() => Run(stream, lane));
    }

    private void Start(Func<Task> work)
    {
        lock (gate)
        {
            if (stopping) return;
            var loop = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap();
            loops.Add(loop);
            loop.ContinueWith(Ended, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, scheduler);
        }
    }

    private void Ended(Task loop)
    {
        lock (gate) loops.Remove(loop);
        if (loop.IsFaulted) Debug.Fail(loop.Exception.ToString());
    }

    private async Task Run(OutboxStream stream, OutboxLane lane)
    {
        var failures = 0;
        while (!stopping)
        {
            bool isHeld;
            OutboxItem item;
            lock (gate)
            {
                if (stream.Forgotten || TryEnd(stream, lane)) return;
                isHeld = lane.TryPeek(out item);
            }

            var done = isHeld ? await TryDeliver(stream, item) : await TryRefill(stream, lane);
            failures = done ? 0 : failures + 1;
            if (!done) await Wait(failures);
            else if (isHeld) Drop(lane);
        }
    }

    private void Drop(OutboxLane lane)
    {
        lock (gate)
        {
            lane.Drop();
            lane.FirstSince = clock.GetTimestamp();
        }
    }

    private bool TryEnd(OutboxStream stream, OutboxLane lane)
    {
        if (lane.IsEmpty) stream.Remove(lane);
        moved.Add(stream);
        if (stream.IsEmpty) streams.Remove(stream.Name);
        return lane.IsEmpty;
    }

    private async ValueTask<bool> TryDeliver(OutboxStream stream, OutboxItem item)
    {
        try
        {
            var problem = await delivery.Deliver(MessageId.Ordered(stream.Name, item.Ordinal), item.Effect, stop.Token);
            return problem is not { Retryable: true };
        }
        catch (Exception)
        {
            // Whatever it was, the target may not have the effect: it is told again.
            RuntimeMeters.Redeliveries.Add(1);
            return false;
        }
    }

    private async ValueTask<bool> TryRefill(OutboxStream stream, OutboxLane lane)
    {
        try
        {
            var first = lane.SpilledFrom;
            var read = new List<OutboxItem>();
            await foreach (var item in journal.Read(stream.Name, EffectId.Seq(first) - 1, stop.Token))
            {
                if (item.Effects is null) continue;
                var effects = stream.Decode(item.Effects);
                for (var i = 0; i < effects.Length && read.Count < options.LaneCapacity; i++)
                {
                    if (effects[i].Target == lane.Target && EffectId.Ordinal(item.Seq, i) >= first) read.Add(new(EffectId.Ordinal(item.Seq, i), effects[i]));
                }

                if (read.Count == options.LaneCapacity) break;
            }

            lock (gate) lane.Refill(read);
            return true;
        }
        catch (Exception problem) when (problem is JournalUnavailableException or OperationCanceledException)
        {
            return false;
        }
    }

    private async Task Wait(int failures)
    {
        var wait = Math.Min(options.FirstRetry.Ticks * Math.Pow(2, Math.Min(failures - 1, 30)), options.LongestRetry.Ticks);
        await Task.Delay(TimeSpan.FromTicks((long)wait), clock, stop.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, scheduler);
    }

    private void Mark(string stream, long epoch, long seq)
    {
        if (!marks.TryGetValue(stream, out var mark) || mark.Epoch < epoch || (mark.Epoch == epoch && mark.Seq < seq)) marks[stream] = (epoch, seq);
    }
}
