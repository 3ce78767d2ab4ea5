namespace RiskCluster.Runtime.Simulation;

/// <summary>One thread, a virtual time and a seed: whatever could happen next is drawn, so a seed is a history, and the same seed is the same history.</summary>
/// <param name="seed">Decides what is drawn.</param>
/// <param name="startTicks">Virtual time at which it begins, ticks of 100 ns.</param>
internal sealed class SimLoop(int seed, long startTicks = 0)
{
    private readonly PriorityQueue<Action, (long At, long Order)> events = new();
    private readonly List<(SimScheduler Scheduler, Task Task)> ready = [];
    private readonly int thread = Environment.CurrentManagedThreadId;
    private volatile bool hasLeak;
    private long order;

    public Random Random { get; } = new(seed);

    /// <summary>Virtual time since the start, ticks of 100 ns.</summary>
    public long NowTicks { get; private set; } = startTicks;

    public double NowMs => NowTicks / (double)TimeSpan.TicksPerMillisecond;

    public long Steps { get; private set; }

    /// <summary>True while something can run without that time passes.</summary>
    public bool HasReady => ready.Count > 0;

    public void After(double ms, Action action) => events.Enqueue(action, (NowTicks + (long)(ms * TimeSpan.TicksPerMillisecond), order++));

    public void Ready(SimScheduler scheduler, Task task)
    {
        // Something has waited in a way that continues on another thread: what comes of it no seed decides.
        if (Environment.CurrentManagedThreadId != thread) hasLeak = true;
        else ready.Add((scheduler, task));
    }

    public bool Happens(double probability) => Random.NextDouble() < probability;

    public double Between(double low, double high) => low + ((high - low) * Random.NextDouble());

    /// <summary>Runs one ready task, drawn at random, or lets the next event come; false when there is neither.</summary>
    public bool Step()
    {
        Steps++;
        if (hasLeak) throw new InvalidOperationException("a continuation has left the loop's thread");
        if (ready.Count > 0)
        {
            var drawn = Random.Next(ready.Count);
            var (scheduler, task) = ready[drawn];
            ready[drawn] = ready[^1];
            ready.RemoveAt(ready.Count - 1);
            scheduler.Run(task);
            return true;
        }

        if (!events.TryDequeue(out var action, out var key)) return false;
        NowTicks = key.At;
        action();
        return true;
    }
}
