namespace RiskCluster.Runtime.Embedded;

/// <summary>How many messages wait, and when actors rest.</summary>
public sealed record HostOptions
{
    /// <summary>Messages that wait for one actor; more are refused. Default 1,024.</summary>
    public int MailboxCapacity { get; init; } = 1024;

    /// <summary>An actor that nobody has asked for this long is put to rest; zero or less: never. Default 10 minutes.</summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(10);
}
