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

    private sealed class StreamWalk(string stream, CheckpointHead? mark, List<JournalFinding> findings)
    {
        private byte[] chain = HashChain.Start(stream);
        private long seq;
        private long epoch;
        private bool broken;

        public long Events { get; private set; }

        public void Add(JournalRecord item)
        {
            Events++;
            if (item.Seq != seq + 1) Find(item.Seq, $"follows event {seq}");
            if (item.Epoch < epoch) Find(item.Seq, $"is of epoch {item.Epoch}, after one of {epoch}");
            if (!AppendRules.IsOneLineOfJson(item.Body) || (item.Effects is not null && !AppendRules.IsOneLineOfJson(item.Effects))) Find(item.Seq, "is not JSON");
            var expected = HashChain.Next(chain, item);
            // After the first break every later hash differs: one finding a stream tells it.
            if (!broken && !expected.AsSpan().SequenceEqual(item.Hash))
            {
                broken = true;
                Find(item.Seq, "its hash is not that of its content and the events before it");
            }

            (seq, epoch, chain) = (item.Seq, Math.Max(epoch, item.Epoch), expected);
            if (mark is not null && mark.Seq == seq) Compare();
        }

        public void End(StreamHead head)
        {
            if (head.Seq != seq) Find(0, $"the head is event {head.Seq}, and the last one there is {seq}");
            else if (!head.Hash.AsSpan().SequenceEqual(chain)) Find(0, $"the head's hash is not that of event {seq}");
            if (head.Epoch < epoch) Find(0, $"the head is of epoch {head.Epoch}, and an event of {epoch}");
            if (head.DeliveredSeq > head.Seq) Find(0, $"effects up to event {head.DeliveredSeq} are marked delivered, and the head is event {head.Seq}");
            if (mark is null) return;
            if (mark.Seq > seq) Find(mark.Seq, $"the checkpoint vouches for this event, and the journal ends with {seq}");
            if (mark.Seq == 0) Compare(HashChain.Start(stream));
        }

        private void Compare() => Compare(chain);

        private void Compare(byte[] hash)
        {
            if (!hash.AsSpan().SequenceEqual(mark!.Hash.AsSpan())) Find(mark.Seq, "the history up to here is not the one of the checkpoint");
        }

        private void Find(long at, string problem) => findings.Add(new(stream, at, problem));
    }
}
