namespace RiskCluster.Host.Streams;

/// <summary>Sizes and times of streams.</summary>
internal sealed record StreamOptions
{
    /// <summary>Events that may wait for one subscriber; one more and it is disconnected.</summary>
    public int QueueLength { get; init; } = 256;

    /// <summary>Events of a channel that can be resumed from.</summary>
    public int RingLength { get; init; } = 256;

    /// <summary>Channels of one subscriber.</summary>
    public int MostChannels { get; init; } = 100;

    /// <summary>Subscribers of the process.</summary>
    public int MostSubscribers { get; init; } = 10_000;

    /// <summary>How often is looked at what no margin cycle announces: liquidations, oracles, parameters.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The shortest time between two events of a channel: what comes faster is one.</summary>
    public TimeSpan ConflateFor { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>A subscriber hears of us this often, if only that we are there.</summary>
    public TimeSpan HeartbeatEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A channel without subscribers is remembered this long, so that who comes back need not begin anew.</summary>
    public TimeSpan RememberFor { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a slow subscriber has to take the reason for its disconnection.</summary>
    public TimeSpan CloseGrace { get; init; } = TimeSpan.FromSeconds(5);
}
