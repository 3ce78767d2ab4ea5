namespace RiskCluster.Host.Streams;

/// <summary>One channel: what was told last, the last events of it, and who hears them. Its hub's lock guards it.</summary>
internal sealed class ChannelFeed(StreamChannel channel, int ringLength)
{
    private readonly Queue<StreamFrame> ring = new();
    private long sequence;
    private long forgotten;

    /// <summary>Which.</summary>
    public StreamChannel Channel { get; } = channel;

    /// <summary>What was told last; null before the first.</summary>
    public ChannelContent? Content { get; private set; }

    /// <summary>The margin cycle of that content, where it follows cycles; 0 before.</summary>
    public long MarketSeq { get; set; }

    /// <summary>When that was looked at, as the clock's timestamp; null before the first.</summary>
    public long? LookedAt { get; set; }

    /// <summary>One makes its content at a time.</summary>
    public SemaphoreSlim Making { get; } = new(1);

    /// <summary>Who hears it.</summary>
    public List<StreamSubscriber> Subscribers { get; } = [];

    /// <summary>Since when nobody does, as the clock's timestamp; null while somebody does.</summary>
    public long? IdleSince { get; set; }

    /// <summary>Tells what is new to everybody who hears it.</summary>
    /// <param name="now">The channel's content.</param>
    /// <param name="next">Gives the event its number.</param>
    /// <param name="nowMs">Unix milliseconds.</param>
    public void Tell(ChannelContent now, Func<long> next, long nowMs)
    {
        if (Content is not { } before)
        {
            // Nobody can resume from before the first content.
            (Content, forgotten) = (now, next());
            return;
        }

        if (now.DeltaFrom(before) is not { } delta) return;
        Content = now;
        var frame = StreamFrame.Of(FrameType.Delta, Channel.Name, ++sequence, next(), nowMs, delta);
        ring.Enqueue(frame);
        if (ring.Count > ringLength) forgotten = ring.Dequeue().Number;
        foreach (var subscriber in Subscribers) subscriber.Send(frame);
    }

    /// <summary>What somebody has missed since a number; null when it cannot be told any more.</summary>
    public IEnumerable<StreamFrame>? Since(long number) => number >= forgotten ? ring.Where(frame => frame.Number > number) : null;

    /// <summary>All of it, as it was told last.</summary>
    public StreamFrame Snapshot(long number, long nowMs) => StreamFrame.Of(FrameType.Snapshot, Channel.Name, sequence, number, nowMs, Content!.Snapshot());
}
