namespace RiskCluster.Host.Streams;

/// <summary>What an event of a stream is.</summary>
internal enum FrameType
{
    /// <summary>All of a channel, as it is now.</summary>
    Snapshot,

    /// <summary>What is new since the event before.</summary>
    Delta,

    /// <summary>We are still there.</summary>
    Heartbeat,

    /// <summary>The stream ends, and why.</summary>
    Closed,
}
