namespace RiskCluster.Client.Streams;

/// <summary>Waits that grow with every failure in a row, with jitter, so that subscribers of a server that comes back do not come all at once.</summary>
internal sealed class Backoff(ClientOptions options)
{
    private int failures;

    /// <summary>It works: the next wait is the shortest again.</summary>
    public void Reset() => failures = 0;

    /// <summary>The next wait.</summary>
    public Task Wait(CancellationToken cancellation)
    {
        var longest = Math.Min(options.LongestDelay.TotalMilliseconds, options.FirstDelay.TotalMilliseconds * Math.Pow(2, Math.Min(failures++, 30)));
        return Task.Delay(TimeSpan.FromMilliseconds(longest * (0.5 + Random.Shared.NextDouble() / 2)), options.Clock, cancellation);
    }
}
