using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.Turns;

/// <summary>
/// What an actor remembers of the messages that it applied, so that a redelivery changes nothing. Ordered messages are recognised for ever by the highest ordinal of
/// their source; keyed ones as long as they are among the last <see cref="Capacity"/>. Immutable; part of the actor's snapshot, and the journal alone gives it back.
/// </summary>
/// <remarks>A refused message is not remembered, with events or without: what was refused may be accepted when it comes again.</remarks>
public sealed class Inbox
{
    /// <summary>Keyed messages that are remembered; the oldest is forgotten first.</summary>
    public const int Capacity = 1024;

    private readonly ImmutableDictionary<(string Source, string Key), InboxEntry> entries;
    private readonly ImmutableQueue<(string Source, string Key)> order;

    /// <summary>The inbox that <see cref="Marks"/> and <see cref="Window"/> describe.</summary>
    /// <exception cref="ArgumentException">A message stands in the window twice.</exception>
    [JsonConstructor]
    public Inbox(ImmutableSortedDictionary<string, InboxMark> marks, ImmutableArray<InboxEntry> window)
    {
        ArgumentNullException.ThrowIfNull(marks);
        Marks = marks.WithComparers(StringComparer.Ordinal);
        entries = window.ToImmutableDictionary(entry => (entry.Source, entry.Key));
        order = ImmutableQueue.CreateRange(window.Select(entry => (entry.Source, entry.Key)));
    }

    private Inbox(ImmutableSortedDictionary<string, InboxMark> marks, ImmutableDictionary<(string Source, string Key), InboxEntry> entries, ImmutableQueue<(string Source, string Key)> order)
    {
        Marks = marks;
        this.entries = entries;
        this.order = order;
    }

    /// <summary>The inbox of an actor that nobody has told anything.</summary>
    public static Inbox Empty { get; } = new(ImmutableSortedDictionary<string, InboxMark>.Empty, []);

    /// <summary>The newest ordered message of each source.</summary>
    public ImmutableSortedDictionary<string, InboxMark> Marks { get; }

    /// <summary>The keyed messages, oldest first.</summary>
    public ImmutableArray<InboxEntry> Window => [.. order.Select(key => entries[key])];

    /// <summary>The fingerprint of a command: the first eight bytes of its SHA-256, little endian.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than eight bytes.</exception>
    public static long Fingerprint(ReadOnlySpan<byte> commandHash) => BinaryPrimitives.ReadInt64LittleEndian(commandHash);

    /// <summary>What is known of a message.</summary>
    public Recognition Recognise(MessageId id, ReadOnlySpan<byte> commandHash)
    {
        if (!id.IsOrdered) return entries.TryGetValue((id.Source, id.Key), out var entry) ? Known(entry.Fingerprint, commandHash, entry.FirstSeq, entry.LastSeq) : default;
        if (!Marks.TryGetValue(id.Source, out var mark) || id.Ordinal > mark.Ordinal) return default;
        return id.Ordinal < mark.Ordinal ? new(RecognitionKind.Superseded) : Known(mark.Fingerprint, commandHash, mark.FirstSeq, mark.LastSeq);
    }

    /// <summary>The inbox after a message was applied with the events <paramref name="firstSeq"/> to <paramref name="lastSeq"/>; the same inbox when it was refused.</summary>
    public Inbox Remember(MessageId id, ReadOnlySpan<byte> commandHash, long firstSeq, long lastSeq)
    {
        if (id.IsRefusal) return this;
        var fingerprint = Fingerprint(commandHash);
        if (id.IsOrdered) return new(Marks.SetItem(id.Source, new(id.Ordinal, fingerprint, firstSeq, lastSeq)), entries, order);
        var key = (id.Source, id.Key);
        var (kept, queue) = (entries, order);
        if (kept.Count >= Capacity)
        {
            queue = queue.Dequeue(out var oldest);
            kept = kept.Remove(oldest);
        }

        return new(Marks, kept.Add(key, new(id.Source, id.Key, fingerprint, firstSeq, lastSeq)), queue.Enqueue(key));
    }

    private static Recognition Known(long fingerprint, ReadOnlySpan<byte> commandHash, long firstSeq, long lastSeq) =>
        fingerprint == Fingerprint(commandHash) ? new(RecognitionKind.Repeated, firstSeq, lastSeq) : new(RecognitionKind.Conflict);
}
