namespace RiskCluster.Cli.Bench.Nodes;

/// <summary>The time of the made-up market, moved by hand; waits and timers go by the system's, unless they are made to leap.</summary>
internal sealed class BenchClock(DateTimeOffset start) : TimeProvider
{
    private long ticks = start.UtcTicks;
    private long leapt;

    /// <summary>Now, unix milliseconds.</summary>
    public long NowMs => GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    /// <inheritdoc/>
    public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref leapt);

    /// <summary>What has waited has waited longer by so much; timers go on as they did.</summary>
    public void Leap(TimeSpan time) => Interlocked.Add(ref leapt, (long)(time.TotalSeconds * TimestampFrequency));

    /// <summary>Moves on.</summary>
    public void Advance(TimeSpan time) => Interlocked.Add(ref ticks, time.Ticks);
}
