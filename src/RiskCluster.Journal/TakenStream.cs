using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal;

/// <summary>A stream that was taken over: its replay, or why its events cannot be one.</summary>
internal sealed record TakenStream(StreamReplay? Replay, string? Damage)
{
    /// <summary>Checks that the tail reaches from the snapshot to the head without a gap and ends in the head's hash.</summary>
    public static TakenStream Of(StreamHead head, StreamSnapshot? snapshot, IReadOnlyList<JournalRecord> tail)
    {
        var seq = snapshot?.Seq ?? 0;
        foreach (var item in tail)
            if (item.Seq != ++seq)
                return Damaged(head, $"event {seq} is missing");
        if (seq != head.Seq) return Damaged(head, $"its head is event {head.Seq}, and the last one there is {seq}");
        var last = tail.Count > 0 ? tail[^1].Hash : snapshot?.Hash ?? HashChain.Start(head.Stream);
        if (!last.AsSpan().SequenceEqual(head.Hash)) return Damaged(head, $"the hash of event {seq} is not its head's");
        return new(new StreamReplay(head, snapshot, [.. tail]), null);
    }

    private static TakenStream Damaged(StreamHead head, string problem) => new(null, $"stream {head.Stream} is damaged: {problem}");
}
