using System.Collections.Concurrent;
using System.Diagnostics;
using RiskCluster.Runtime.Histories;

namespace RiskCluster.Cli.Chaos;

/// <summary>What the senders saw, on one monotonic clock.</summary>
internal sealed class ChaosHistory
{
    private readonly ConcurrentBag<HistoryUpdate> updates = [];
    private readonly ConcurrentBag<HistoryRead> reads = [];
    private long acknowledgements;
    private long lastAcknowledgedAt;

    /// <summary>Updates that were sent, acknowledged or not.</summary>
    public IReadOnlyCollection<HistoryUpdate> Updates => updates;

    /// <summary>Reads that were answered.</summary>
    public IReadOnlyCollection<HistoryRead> Reads => reads;

    /// <summary>How many acknowledgements have come in.</summary>
    public long Acknowledgements => Interlocked.Read(ref acknowledgements);

    /// <summary>When the last one did.</summary>
    public long LastAcknowledgedAt => Interlocked.Read(ref lastAcknowledgedAt);

    /// <summary>Now, on the history's clock.</summary>
    public static long Now => Stopwatch.GetTimestamp();

    /// <summary>Notes an acknowledgement the moment it comes; answers that moment.</summary>
    public long Acknowledge()
    {
        var now = Now;
        Interlocked.Exchange(ref lastAcknowledgedAt, now);
        Interlocked.Increment(ref acknowledgements);
        return now;
    }

    public void Add(HistoryUpdate update) => updates.Add(update);

    public void Add(HistoryRead read) => reads.Add(read);
}
