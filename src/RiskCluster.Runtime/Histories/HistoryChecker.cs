namespace RiskCluster.Runtime.Histories;

/// <summary>
/// Holds what the senders saw against what the journal holds in the end. Because an acknowledgement names its number in the stream, no search for an order is needed: the
/// history is linearizable exactly if the numbers agree with real time. Knows nothing of what wrote.
/// </summary>
/// <remarks>O(n log n) in the updates, reads and events.</remarks>
public static class HistoryChecker
{
    /// <summary>All faults; none is proof for this history only.</summary>
    public static IReadOnlyList<HistoryFinding> Check(IReadOnlyCollection<HistoryUpdate> updates, IReadOnlyCollection<HistoryRead> reads, IReadOnlyCollection<HistoryEvent> events)
    {
        ArgumentNullException.ThrowIfNull(updates);
        ArgumentNullException.ThrowIfNull(reads);
        ArgumentNullException.ThrowIfNull(events);
        var updatesOf = updates.ToLookup(update => update.Stream);
        var readsOf = reads.ToLookup(read => read.Stream);
        var eventsOf = events.ToLookup(item => item.Stream);
        return [.. updatesOf.Select(group => group.Key).Union(readsOf.Select(group => group.Key)).Union(eventsOf.Select(group => group.Key))
            .Order(StringComparer.Ordinal)
            .SelectMany(stream => CheckStream(stream, [.. updatesOf[stream]], [.. readsOf[stream]], [.. eventsOf[stream].OrderBy(item => item.Seq)]))];
    }

    private static IEnumerable<HistoryFinding> CheckStream(string stream, HistoryUpdate[] updates, HistoryRead[] reads, HistoryEvent[] events)
    {
        var acknowledged = updates.Where(update => update.ReturnedAt is not null && update.Seqs.Count > 0).ToArray();
        return Gaps(events).Concat(Twice(events)).Concat(Invented(updates, events)).Concat(Lost(acknowledged, events)).Concat(Reused(acknowledged)).Concat(OutOfOrder(acknowledged))
            .Concat(StaleReads(acknowledged, reads)).Concat(DirtyReads(reads, events))
            .Select(found => new HistoryFinding(found.Fault, stream, found.Detail));
    }

    private static IEnumerable<(HistoryFault Fault, string Detail)> Gaps(HistoryEvent[] events)
    {
        long last = 0;
        foreach (var item in events)
        {
            if (item.Seq != last + 1) yield return (HistoryFault.Gap, $"event {item.Seq} follows {last}");
            last = item.Seq;
        }
    }

    private static IEnumerable<(HistoryFault Fault, string Detail)> Twice(HistoryEvent[] events) =>
        events.GroupBy(item => item.Message).Where(group => group.Count() > 1)
            .Select(group => (HistoryFault.AppliedTwice, $"{group.Key} is events {string.Join(" and ", group.Select(item => item.Seq))}"));

    private static IEnumerable<(HistoryFault Fault, string Detail)> Invented(HistoryUpdate[] updates, HistoryEvent[] events)
    {
        var sent = updates.Select(update => update.Message).ToHashSet();
        return events.Where(item => !sent.Contains(item.Message)).Select(item => (HistoryFault.Invented, $"event {item.Seq} is of {item.Message}, which nobody sent"));
    }

    private static IEnumerable<(HistoryFault Fault, string Detail)> Lost(HistoryUpdate[] acknowledged, HistoryEvent[] events)
    {
        var written = events.Select(item => (item.Seq, item.Message)).ToHashSet();
        return from update in acknowledged
               from seq in update.Seqs
               where !written.Contains((seq, update.Message))
               select (HistoryFault.Lost, $"{update.Message} was acknowledged as event {seq}, which is not in the journal");
    }

    private static IEnumerable<(HistoryFault Fault, string Detail)> Reused(HistoryUpdate[] acknowledged)
    {
        var bySeq = acknowledged.SelectMany(update => update.Seqs.Distinct().Select(seq => (seq, update.Message))).GroupBy(item => item.seq).Where(group => group.Count() > 1)
            .Select(group => (HistoryFault.SeqReused, $"event {group.Key} was acknowledged to {string.Join(" and ", group.Select(item => item.Message))}"));
        var byMessage = acknowledged.Where(update => update.Seqs.Distinct().Count() > 1)
            .Select(update => (HistoryFault.SeqReused, $"{update.Message} was acknowledged as events {string.Join(" and ", update.Seqs.Distinct())}"));
        return bySeq.Concat(byMessage);
    }

    // Swept in order of sending: the highest number acknowledged before must be lower.
    private static IEnumerable<(HistoryFault Fault, string Detail)> OutOfOrder(HistoryUpdate[] acknowledged)
    {
        var before = new Frontier(acknowledged.Select(update => (update.ReturnedAt!.Value, update.Seqs.Max(), update.Message)));
        foreach (var update in acknowledged.OrderBy(update => update.InvokedAt))
            if (before.Until(update.InvokedAt) is { } earlier && earlier.Seq > update.Seqs.Min())
                yield return (HistoryFault.OutOfOrder, $"{earlier.Name} was acknowledged as event {earlier.Seq} before {update.Message} was sent, which became event {update.Seqs.Min()}");
    }

    private static IEnumerable<(HistoryFault Fault, string Detail)> StaleReads(HistoryUpdate[] acknowledged, HistoryRead[] reads)
    {
        var before = new Frontier(
            acknowledged.Select(update => (update.ReturnedAt!.Value, update.Seqs.Max(), update.Message))
                .Concat(reads.Select(read => (read.ReturnedAt, read.Seq, $"the read answered at {read.ReturnedAt}"))));
        foreach (var read in reads.OrderBy(read => read.InvokedAt))
            if (before.Until(read.InvokedAt) is { } earlier && earlier.Seq > read.Seq)
                yield return (HistoryFault.StaleRead, $"the read asked at {read.InvokedAt} saw event {read.Seq}, after {earlier.Name} had shown {earlier.Seq}");
    }

    private static IEnumerable<(HistoryFault Fault, string Detail)> DirtyReads(HistoryRead[] reads, HistoryEvent[] events)
    {
        var head = events.Length == 0 ? 0 : events[^1].Seq;
        return reads.Where(read => read.Seq > head).Select(read => (HistoryFault.DirtyRead, $"the read asked at {read.InvokedAt} saw event {read.Seq}, and the journal ends with {head}"));
    }

    /// <summary>The highest number that was known before a moment; asked with rising moments.</summary>
    private sealed class Frontier(IEnumerable<(long At, long Seq, string Name)> known)
    {
        private readonly (long At, long Seq, string Name)[] known = [.. known.OrderBy(item => item.At)];
        private int next;
        private (long Seq, string Name)? highest;

        public (long Seq, string Name)? Until(long moment)
        {
            for (; next < known.Length && known[next].At < moment; next++)
                if (highest is null || known[next].Seq > highest.Value.Seq)
                    highest = (known[next].Seq, known[next].Name);
            return highest;
        }
    }
}
