namespace RiskCluster.Client;

/// <summary>How patient a client is.</summary>
public sealed record ClientOptions
{
    /// <summary>The longest that one attempt of a call may take. Default: 10 seconds.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest that a call may take with all its attempts. Default: 60 seconds.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a call that is safe to repeat is repeated, 0 to 20. Default: 4.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>The wait before the first repetition, doubled with each, with jitter. Default: 200 ms.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait, also when the server asks for more: then its refusal is told at once. Default: 10 seconds.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A stream that is silent for longer counts as broken; the server sends heartbeats every 10 seconds. Default: 30 seconds.</summary>
    public TimeSpan StreamSilence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The name that machines sign for. Null, the default, asks the server for it; say it yourself and a request is of no use to any other server.</summary>
    public string? Audience { get; init; }

    /// <summary>The clock of timestamps, timeouts and waits.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Throws where a number is outside its bounds.</summary>
    /// <exception cref="ArgumentException">One is, and which.</exception>
    internal void Check()
    {
        if (Retries is < 0 or > 20) throw new ArgumentException("Retries is 0 to 20");
        foreach (var (name, time) in new[] { (nameof(AttemptTimeout), AttemptTimeout), (nameof(CallTimeout), CallTimeout), (nameof(FirstDelay), FirstDelay), (nameof(LongestDelay), LongestDelay), (nameof(StreamSilence), StreamSilence) })
            if (time <= TimeSpan.Zero || time > TimeSpan.FromDays(1)) throw new ArgumentException($"{name} is above 0 and at most a day");
        if (FirstDelay > LongestDelay) throw new ArgumentException("FirstDelay is at most LongestDelay");
    }
}
