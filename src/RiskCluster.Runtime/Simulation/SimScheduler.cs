namespace RiskCluster.Runtime.Simulation;

/// <summary>Where the tasks of one simulated process run. A paused process runs nothing and goes on later as if nothing had happened; a dead one never does.</summary>
internal sealed class SimScheduler(SimLoop loop) : TaskScheduler
{
    private readonly List<Task> held = [];
    private bool isDead;
    private bool isPaused;

    public override int MaximumConcurrencyLevel => 1;

    public void Pause() => isPaused = true;

    public void Resume()
    {
        isPaused = false;
        foreach (var task in held) loop.Ready(this, task);
        held.Clear();
    }

    public void Kill() => isDead = true;

    public void Run(Task task)
    {
        if (isDead) return;
        if (isPaused) held.Add(task);
        else TryExecuteTask(task);
    }

    public Task Start(Func<Task> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    protected override void QueueTask(Task task)
    {
        if (!isDead) loop.Ready(this, task);
    }

    // Nothing runs but by the loop's draw.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => held;
}
