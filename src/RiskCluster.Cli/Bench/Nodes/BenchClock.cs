namespace RiskCluster.Cli.Bench.Nodes;

/// <summary>The time of the made-up market, moved by hand; waits and timers go by the system's.</summary>
internal sealed class BenchClock(DateTimeOffset start) : TimeProvider
{
    private long ticks = start.UtcTicks;

    /// <summary>Now, unix milliseconds.</summary>
    public long NowMs => GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    /// <summary>Moves on.</summary>
    public void Advance(TimeSpan time) => Interlocked.Add(ref ticks, time.Ticks);
}
