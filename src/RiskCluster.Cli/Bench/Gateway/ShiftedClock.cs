namespace RiskCluster.Cli.Bench.Gateway;

/// <summary>The machine's clock, moved so that now is when the made-up market begins.</summary>
internal sealed class ShiftedClock(long startMs) : TimeProvider
{
    private readonly TimeSpan shift = DateTimeOffset.FromUnixTimeMilliseconds(startMs) - DateTimeOffset.UtcNow;

    /// <summary>Now, unix milliseconds.</summary>
    public long NowMs => GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;
}
