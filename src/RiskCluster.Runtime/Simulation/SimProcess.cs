using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Delivery;
using RiskCluster.Runtime.Embedded;

namespace RiskCluster.Runtime.Simulation;

/// <summary>One process of the cluster: real cells, mailboxes and outbox. It dies, stands still and comes back with an empty memory.</summary>
internal sealed class SimProcess(SimWorld world, string name)
{
    private SimScheduler scheduler = new(world.Loop);
    private SimClock? clock;
    private int life;

    public bool IsUp { get; private set; }

    public bool IsPaused { get; private set; }

    public ActorHost Host { get; private set; } = null!;

    public void Start()
    {
        (IsUp, IsPaused) = (true, false);
        scheduler = new(world.Loop);
        clock = new(world.Loop, scheduler) { Skew = TimeSpan.FromMilliseconds(world.Loop.Between(-250, 250)) };
        var actors = new SimActors(world.Network);
        var delivery = new SimDelivery(new EffectRouter(actors, new SimBoard(world)), world.Off, world.Loop);
        var journal = new SimJournal(world.Disk, world.Witness, delivery, scheduler, $"{name}.{++life}", world.Off);
        IOutbox outbox = world.Off == Guard.EffectsAfterDurable
            ? new SilentOutbox()
            : new Outbox(journal, delivery, clock, new() { LaneCapacity = 2, FirstRetry = TimeSpan.FromMilliseconds(50), LongestRetry = TimeSpan.FromSeconds(2) }, scheduler);
        var options = new CellOptions { SnapshotEvery = 6, FirstStandBack = TimeSpan.FromMilliseconds(500), LongestStandBack = TimeSpan.FromSeconds(4) };
        var cells = new ActorCells(new(journal, new(journal, scheduler), outbox, clock, options), actors, new SimMargins(world, actors, clock), new());
        Host = new(address => SimCells.Of(cells, address, world.Off), journal, clock, new() { IdleAfter = TimeSpan.FromSeconds(3) }, scheduler);
    }

    public void Crash()
    {
        scheduler.Kill();
        IsUp = false;
    }

    public void Pause()
    {
        scheduler.Pause();
        IsPaused = true;
    }

    public void Resume()
    {
        scheduler.Resume();
        IsPaused = false;
    }

    /// <summary>Sets the wall clock, ahead or back.</summary>
    public void SkewClock(double ms) => clock!.Skew = TimeSpan.FromMilliseconds(ms);

    public void Run(Func<Task> work) => scheduler.Start(work);
}
