namespace RiskCluster.Cli.Demo;

/// <summary>The time of the replayed market. It only stands or goes forward; durations are measured by the machine's own clock.</summary>
internal sealed class ReplayClock(DateTimeOffset start) : TimeProvider
{
    private long nowMs = start.ToUnixTimeMilliseconds();

    /// <summary>Goes forward to a time; an earlier one changes nothing.</summary>
    public void Advance(long toMs) => nowMs = Math.Max(nowMs, toMs);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(nowMs);
}
