namespace RiskCluster.Runtime.Simulation;

/// <summary>The clock of one simulated process: its wall clock may be wrong and step back, its monotonic one is not and does not.</summary>
internal sealed class SimClock(SimLoop loop, SimScheduler scheduler) : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public TimeSpan Skew { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>What a right clock shows, unix milliseconds.</summary>
    public static long TrueMs(SimLoop loop) => (Start + TimeSpan.FromTicks(loop.NowTicks)).ToUnixTimeMilliseconds();

    public override DateTimeOffset GetUtcNow() => Start + TimeSpan.FromTicks(loop.NowTicks) + Skew;

    public override long GetTimestamp() => loop.NowTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(loop, scheduler, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(SimLoop loop, SimScheduler scheduler, Action callback) : ITimer
    {
        private TimeSpan period;
        private int version;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            this.period = period;
            Arm(dueTime, ++version);
            return true;
        }

        public void Dispose() => version++;

        public ValueTask DisposeAsync()
        {
            version++;
            return ValueTask.CompletedTask;
        }

        private void Arm(TimeSpan dueTime, int armed)
        {
            if (dueTime < TimeSpan.Zero) return;
            loop.After(dueTime.TotalMilliseconds, () =>
            {
                if (armed != version) return;
                _ = Task.Factory.StartNew(callback, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
                if (period > TimeSpan.Zero) Arm(period, armed);
            });
        }
    }
}
