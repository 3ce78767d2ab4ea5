using System.Runtime.CompilerServices;

namespace RiskCluster.Runtime.Journaling;

/// <summary>
/// A journal that lives as long as its object: the plainest implementation of the rules, which the others are measured against, and what the simulation writes to.
/// Every call is one step under one lock, so it is linearizable.
/// </summary>
public sealed class MemoryJournal : IJournal
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, Entry> entries = new(StreamOrder.Instance);

    /// <inheritdoc/>
    public ValueTask<StreamReplay> TakeOver(string stream, CancellationToken cancellation)
    {
        AppendRules.CheckStream(stream);
        cancellation.ThrowIfCancellationRequested();
        lock (gate)
        {
            if (!entries.TryGetValue(stream, out var entry)) entries.Add(stream, entry = new Entry());
            entry.Epoch++;
            var snapshot = entry.Snapshot;
            return new(new StreamReplay(entry.Head(stream), snapshot, [.. entry.Records.Skip((int)(snapshot?.Seq ?? 0))]));
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StreamReplay> TakeOver(IReadOnlyCollection<string> streams, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(streams);
        foreach (var stream in streams) yield return await TakeOver(stream, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<AppendOutcome> Append(StreamAppend append, CancellationToken cancellation)
    {
        AppendRules.Check(append);
        cancellation.ThrowIfCancellationRequested();
        lock (gate)
        {
            if (!entries.TryGetValue(append.Stream, out var entry) || entry.Epoch != append.Epoch) return new(AppendOutcome.Fenced);
            if (entry.Records.Count != append.ExpectedSeq) throw new OutOfStepException(append, entry.Records.Count);
            entry.Records.AddRange(append.Records);
            entry.IsAwake = append.IsAwake;
            entry.EffectSeq = Math.Max(entry.EffectSeq, append.LastEffectSeq);
            return new(AppendOutcome.Appended);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StreamHead>> Heads(IReadOnlyCollection<string> streams, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(streams);
        lock (gate) return new([.. streams.Where(entries.ContainsKey).Select(stream => entries[stream].Head(stream))]);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<StreamHead> Streams(string prefix, CancellationToken cancellation) => Heads(prefix, _ => true, cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<StreamHead> Awake(string prefix, CancellationToken cancellation) => Heads(prefix, entry => entry.IsAwake, cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<StreamHead> Undelivered(CancellationToken cancellation) => Heads("", entry => entry.EffectSeq > entry.DeliveredSeq, cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalRecord> Read(string stream, long afterSeq, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await ValueTask.CompletedTask;
        JournalRecord[] records;
        lock (gate) records = entries.TryGetValue(stream, out var entry) ? [.. entry.Records.Skip((int)Math.Clamp(afterSeq, 0, int.MaxValue))] : [];
        foreach (var item in records)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return item;
        }
    }

    /// <inheritdoc/>
    public ValueTask<StreamSnapshot?> ReadSnapshot(string stream, CancellationToken cancellation)
    {
        lock (gate) return new(entries.TryGetValue(stream, out var entry) ? entry.Snapshot : null);
    }

    /// <inheritdoc/>
    public ValueTask SaveSnapshot(StreamSnapshot snapshot, CancellationToken cancellation)
    {
        AppendRules.Check(snapshot);
        lock (gate)
        {
            if (entries.TryGetValue(snapshot.Stream, out var entry) && entry.Holds(snapshot) && snapshot.Seq >= (entry.Snapshot?.Seq ?? 0)) entry.Snapshot = snapshot;
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask MarkDelivered(string stream, long epoch, long seq, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (entries.TryGetValue(stream, out var entry) && entry.Epoch == epoch && seq <= entry.Records.Count) entry.DeliveredSeq = Math.Max(entry.DeliveredSeq, seq);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Another journal with what is in this one now.</summary>
    internal MemoryJournal Copy()
    {
        var copy = new MemoryJournal();
        lock (gate)
            foreach (var (stream, entry) in entries) copy.entries.Add(stream, entry.Copy());
        return copy;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async IAsyncEnumerable<StreamHead> Heads(string prefix, Func<Entry, bool> isWanted, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await ValueTask.CompletedTask;
        StreamHead[] heads;
        lock (gate) heads = [.. entries.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal) && isWanted(entry.Value)).Select(entry => entry.Value.Head(entry.Key))];
        foreach (var head in heads)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return head;
        }
    }

    private sealed class Entry
    {
        public long Epoch { get; set; }

        public long DeliveredSeq { get; set; }

        public bool IsAwake { get; set; }

        public long EffectSeq { get; set; }

        public StreamSnapshot? Snapshot { get; set; }

        public List<JournalRecord> Records { get; } = [];

        public StreamHead Head(string stream) => new(stream, Epoch, Records.Count, Records.Count == 0 ? HashChain.Start(stream) : Records[^1].Hash, DeliveredSeq);

        public Entry Copy()
        {
            var copy = new Entry { Epoch = Epoch, DeliveredSeq = DeliveredSeq, IsAwake = IsAwake, EffectSeq = EffectSeq, Snapshot = Snapshot };
            copy.Records.AddRange(Records);
            return copy;
        }

        // A snapshot of events that are not in the stream, or not those, is worth nothing.
        public bool Holds(StreamSnapshot snapshot) => snapshot.Seq <= Records.Count && Records[(int)snapshot.Seq - 1].Hash.AsSpan().SequenceEqual(snapshot.Hash);
    }
}
