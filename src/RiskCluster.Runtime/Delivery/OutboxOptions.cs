namespace RiskCluster.Runtime.Delivery;

/// <summary>How an outbox waits, and what it holds.</summary>
public sealed record OutboxOptions
{
    /// <summary>Effects of one sender for one target that are held in memory; what is beyond is read from the journal when its turn comes. At least 1. Default 256.</summary>
    public int LaneCapacity { get; init; } = 256;

    /// <summary>Wait after a first failure; doubled each time. Default 50 ms.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Longest wait between attempts. Default 10 s.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often delivery marks are written to the journal. Default 1 s.</summary>
    public TimeSpan MarkEvery { get; init; } = TimeSpan.FromSeconds(1);
}
