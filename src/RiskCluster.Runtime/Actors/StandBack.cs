namespace RiskCluster.Runtime.Actors;

/// <summary>
/// When a cell may take its stream over. Whoever never held it may at once: the engine has sent the call here. Whoever has lost it to another process stands back for
/// a while that doubles with every loss, so that two processes which both believe the actor to be theirs do not take it from each other at every call: between two
/// takeovers the one in possession works undisturbed for at least the other's wait. Waits go by the monotonic clock.
/// </summary>
internal sealed class StandBack(TimeProvider clock, CellOptions options)
{
    private long heldSince;
    private long lostAt;
    private TimeSpan wait;

    /// <summary>The epoch under which this cell was the writer last; 0 when it never was, or has lost the stream.</summary>
    public long HeldEpoch { get; private set; }

    /// <summary>How long to wait still before the stream may be taken over.</summary>
    public TimeSpan Remaining
    {
        get
        {
            if (HeldEpoch > 0 || wait == TimeSpan.Zero) return TimeSpan.Zero;
            var left = wait - clock.GetElapsedTime(lostAt);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    public void Held(long epoch)
    {
        HeldEpoch = epoch;
        heldSince = clock.GetTimestamp();
    }

    public void Lost()
    {
        var steady = HeldEpoch > 0 && clock.GetElapsedTime(heldSince) >= options.LongestStandBack;
        wait = steady || wait == TimeSpan.Zero ? options.FirstStandBack : TimeSpan.FromTicks(Math.Min(2 * wait.Ticks, options.LongestStandBack.Ticks));
        HeldEpoch = 0;
        lostAt = clock.GetTimestamp();
    }
}
