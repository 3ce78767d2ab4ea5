using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Verification;

/// <summary>
/// Walks every stream from its first event: numbers without a gap, epochs that never fall, every hash computed anew, the head where the events end, each event readable. With a
/// checkpoint also that everything it vouches for is still there and the same. A journal in use can be walked: each stream is judged up to the head it had when its turn came.
/// </summary>
public sealed class JournalVerifier(IJournal journal)
{
    /// <summary>Walks the streams whose name begins with a prefix.</summary>
    /// <param name="prefix">Empty for all.</param>
    /// <param name="checkpoint">What must still be there; null to judge the journal by itself, which cannot see a whole tail or stream that is gone together with its head.</param>
    /// <param name="cancellation">Ends the walk.</param>
    public async Task<VerificationReport> Verify(string prefix, JournalCheckpoint? checkpoint, CancellationToken cancellation)
    {
        var findings = new List<JournalFinding>();
        var vouched = checkpoint?.Heads.Where(head => head.Stream.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(head => head.Stream) ?? [];
        long streams = 0;
        long events = 0;
        await foreach (var head in journal.Streams(prefix, cancellation))
        {
            streams++;
            vouched.Remove(head.Stream, out var mark);
            events += await Walk(head, mark, findings, cancellation);
        }

        findings.AddRange(vouched.Keys.Order(StringComparer.Ordinal).Select(stream => new JournalFinding(stream, 0, "the checkpoint has this stream, and the journal does not")));
        return new(streams, events, findings);
    }

    private async Task<long> Walk(StreamHead head, CheckpointHead? mark, List<JournalFinding> findings, CancellationToken cancellation)
    {
        var walk = new StreamWalk(head.Stream, mark, findings);
        await foreach (var item in journal.Read(head.Stream, 0, cancellation))
        {
            if (item.Seq > head.Seq)
            {
                await RequireGrown(head, item, findings, cancellation);
                break;
            }

            walk.Add(item);
        }

        walk.End(head);
        return walk.Events;
    }

    // Events beyond the head are those of a writer that went on meanwhile, or somebody's who wrote past the head.
    private async Task RequireGrown(StreamHead head, JournalRecord item, List<JournalFinding> findings, CancellationToken cancellation)
    {
        var now = await journal.Heads([head.Stream], cancellation);
        if (now.Count == 0 || now[0].Seq < item.Seq) findings.Add(new(head.Stream, item.Seq, $"stands beyond the head, which is event {head.Seq}"));
    }
}
