using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Verification;

/// <summary>The walk along one stream: events in order from the first, then its head; what is wrong is added to the findings.</summary>
internal sealed class StreamWalk(string stream, CheckpointHead? mark, List<JournalFinding> findings)
{
    private byte[] chain = HashChain.Start(stream);
    private long seq;
    private long epoch;
    private bool broken;

    /// <summary>How many events it has seen.</summary>
    public long Events { get; private set; }

    /// <summary>The next event.</summary>
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

    /// <summary>There are no more: the head is where they ended.</summary>
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
