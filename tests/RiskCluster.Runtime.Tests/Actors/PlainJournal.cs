using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Tests.Actors;

/// <summary>Streams in memory, every call one step.</summary>
internal sealed class PlainJournal : IJournal
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    public ValueTask<StreamReplay> TakeOver(string stream, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(stream, out var entry)) entries.Add(stream, entry = new());
            entry.Epoch++;
            return new(new StreamReplay(entry.Head(stream), entry.Snapshot, [.. entry.Records.Skip((int)(entry.Snapshot?.Seq ?? 0))]));
        }
    }

    public async IAsyncEnumerable<StreamReplay> TakeOver(IReadOnlyCollection<string> streams, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var stream in streams) yield return await TakeOver(stream, cancellation);
    }

    public ValueTask<AppendOutcome> Append(StreamAppend append, CancellationToken cancellation)
    {
        lock (gate)
        {
            var entry = entries[append.Stream];
            if (entry.Epoch != append.Epoch) return new(AppendOutcome.Fenced);
            if (entry.Records.Count != append.ExpectedSeq) throw new InvalidOperationException("out of step");
            entry.Records.AddRange(append.Records);
            return new(AppendOutcome.Appended);
        }
    }

    public ValueTask<IReadOnlyList<StreamHead>> Heads(IReadOnlyCollection<string> streams, CancellationToken cancellation)
    {
        lock (gate) return new([.. streams.Where(entries.ContainsKey).Select(stream => entries[stream].Head(stream))]);
    }

    public IAsyncEnumerable<StreamHead> Streams(string prefix, CancellationToken cancellation)
    {
        lock (gate) return entries.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(entry => entry.Value.Head(entry.Key)).ToArray().ToAsyncEnumerable();
    }

    public IAsyncEnumerable<JournalRecord> Read(string stream, long afterSeq, CancellationToken cancellation)
    {
        lock (gate) return (entries.TryGetValue(stream, out var entry) ? entry.Records.Skip((int)afterSeq).ToArray() : []).ToAsyncEnumerable();
    }

    public ValueTask<StreamSnapshot?> ReadSnapshot(string stream, CancellationToken cancellation)
    {
        lock (gate) return new(entries.TryGetValue(stream, out var entry) ? entry.Snapshot : null);
    }

    public ValueTask SaveSnapshot(StreamSnapshot snapshot, CancellationToken cancellation)
    {
        lock (gate) entries[snapshot.Stream].Snapshot = snapshot;
        return ValueTask.CompletedTask;
    }

    public ValueTask MarkDelivered(string stream, long epoch, long seq, CancellationToken cancellation)
    {
        lock (gate)
        {
            var entry = entries[stream];
            if (entry.Epoch == epoch) entry.DeliveredSeq = Math.Max(entry.DeliveredSeq, seq);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Entry
    {
        public long Epoch { get; set; }

        public long DeliveredSeq { get; set; }

        public StreamSnapshot? Snapshot { get; set; }

        public List<JournalRecord> Records { get; } = [];

        public StreamHead Head(string stream) => new(stream, Epoch, Records.Count, Records.Count == 0 ? HashChain.Start(stream) : Records[^1].Hash, DeliveredSeq);
    }
}
