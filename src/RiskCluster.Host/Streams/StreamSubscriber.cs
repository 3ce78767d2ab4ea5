using System.Threading.Channels;
using RiskCluster.Host.Telemetry;

namespace RiskCluster.Host.Streams;

/// <summary>One subscriber's queue. Whoever fills it never waits: a subscriber that does not keep up is disconnected, with a reason.</summary>
internal sealed class StreamSubscriber : IDisposable
{
    private const string Gone = "gone";

    private readonly Channel<SentFrame> queue;
    private readonly Action<StreamSubscriber> leave;
    private readonly CancellationTokenSource closed = new();
    private volatile string? reason;

    /// <summary>A subscriber whose first events wait already.</summary>
    /// <param name="cursors">Makes its cursors.</param>
    /// <param name="first">Snapshots, or what it has missed.</param>
    /// <param name="queueLength">How much more may wait.</param>
    /// <param name="leave">Takes it off its channels.</param>
    public StreamSubscriber(StreamCursor cursors, IReadOnlyCollection<SentFrame> first, int queueLength, Action<StreamSubscriber> leave)
    {
        Cursors = cursors;
        this.leave = leave;
        queue = Channel.CreateBounded<SentFrame>(new BoundedChannelOptions(queueLength + first.Count) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
        foreach (var frame in first) queue.Writer.TryWrite(frame);
    }

    /// <summary>Makes its cursors.</summary>
    public StreamCursor Cursors { get; }

    /// <summary>When its credentials end, unix milliseconds; null for never.</summary>
    public long? ExpiresAtMs { get; init; }

    /// <summary>The key that it came with; null where it came with none.</summary>
    public string? KeyId { get; init; }

    /// <summary>Why it is disconnected; null while it is not.</summary>
    public string? ClosedFor => reason;

    /// <summary>Fires when it is to be disconnected.</summary>
    public CancellationToken Closed => closed.Token;

    /// <summary>What waits.</summary>
    public ChannelReader<SentFrame> Waiting => queue.Reader;

    /// <summary>An event for it; disconnects it when too many wait already.</summary>
    public void Send(StreamFrame frame)
    {
        if (!queue.Writer.TryWrite(new(frame, Cursors.After(frame.Number)))) Close("slow_consumer");
    }

    /// <summary>Disconnects it; the first reason stands.</summary>
    public void Close(string why)
    {
        if (Interlocked.CompareExchange(ref reason, why, null) is not null) return;
        if (why != Gone) HostMeters.StreamDropped(why);
        queue.Writer.TryComplete();
        _ = closed.CancelAsync();
    }

    /// <summary>It has gone.</summary>
    public void Dispose()
    {
        leave(this);
        Close(Gone);
        closed.Dispose();
    }
}
