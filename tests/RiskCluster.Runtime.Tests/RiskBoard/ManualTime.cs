namespace RiskCluster.Runtime.Tests.RiskBoard;

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class ManualTime : TimeProvider
{
    private DateTimeOffset now = new(2026, 2, 5, 16, 0, 0, TimeSpan.Zero);

    public long NowMs => now.ToUnixTimeMilliseconds();

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;
}
