using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Node;
using RiskCluster.Runtime.Simulation.Keepers;

namespace RiskCluster.Runtime.Simulation.Unwinds;

/// <summary>
/// A whole node on one thread and under virtual time, with keepers and venues around it. It begins with an empty journal, or where another process died; which of the ready tasks
/// runs next the seed decides.
/// </summary>
internal sealed class UnwindWorld : IDisposable
{
    private const int MostSteps = 200_000;
    private const long RestMs = 3_000;
    private readonly SimLoop loop;
    private readonly SimScheduler inside;
    private readonly SimScheduler outside;
    private readonly SimClock clock;
    private readonly UnwindGuard off;
    private readonly UnwindTrouble trouble;
    private readonly MemoryJournal store;
    private readonly List<LoggedEvent> log;
    private readonly CrashJournal journal;
    private readonly MockKeeper good = new("good", KeeperManner.Steady);
    private readonly MockKeeper? bad;
    private RiskNode? node;

    public UnwindWorld(int seed, UnwindTrouble trouble, UnwindGuard off, UnwindFork? fork)
    {
        (this.trouble, this.off) = (trouble, off);
        loop = new(seed, fork?.Ticks ?? 0);
        (inside, outside) = (new(loop), new(loop));
        clock = new(loop, inside);
        (store, log, Memory) = (fork?.Journal ?? new(), [.. fork?.Log ?? []], fork?.Memory ?? new());
        journal = new(store, log);
        bad = MannerOf(trouble) is { } manner ? new("bad", manner) : null;
    }

    public OutsideMemory Memory { get; }

    public IReadOnlyList<LoggedEvent> Log => log;

    public RiskNode Node => node!;

    private decimal FallenPrice => UnwindBook.StartPrice - (trouble == UnwindTrouble.Shortfall ? 8_000 : 500);

    private long NowMs => SimClock.TrueMs(loop);

    /// <summary>Starts the process on the journal, and asks again what the one before has not answered.</summary>
    public void Start()
    {
        var bends = new UnwindBends(off, $"{loop.NowTicks}");
        var options = new NodeOptions { CyclesByItself = false, Workers = 1, Engine = new() { Clock = clock, Scheduler = inside, Around = bends.Of } };
        Settle(inside, async () =>
        {
            node = await RiskNode.Open(journal, UnwindBook.Calibration, options, default);
            await node.RunCycle(default);
        });
        foreach (var again in Memory.TakeUnanswered()) Settle(outside, () => again(Actors));
    }

    /// <summary>Everything that there is before the price falls: olga has little more than she has to hold.</summary>
    public void Found()
    {
        var book = new UnwindBook(Node.Actors, () => NowMs);
        Settle(outside, book.Found);
        Tick(UnwindBook.StartPrice);
        var neededUsd = (decimal)Node.Board.Figure(UnwindBook.Owner)!.Figure!.Value.MaintenanceMarginUsd * 1.01m;
        foreach (var account in UnwindBook.Accounts) Settle(outside, () => book.Cash(account, 2, decimal.Round(neededUsd / 2, 2)).AsTask());
    }

    /// <summary>Told at every append from now on.</summary>
    public void Watch(Action<bool>? atAppend) => journal.AtAppend = atAppend;

    /// <summary>What is left if the process dies now.</summary>
    public UnwindFork Fork() => new(store.Copy(), [.. log], loop.NowTicks, Memory.Copy());

    /// <summary>A second: keepers, settlements, a margin cycle, the next moves.</summary>
    public void Round()
    {
        Memory.Round++;
        Rest(1_000);
        foreach (var venue in UnwindBook.Venues) Settle(outside, () => Trade(Venue(venue)));
        if (trouble != UnwindTrouble.LateVenue || Memory.Round % 4 == 0)
            foreach (var venue in UnwindBook.Venues) Settle(outside, () => Venue(venue).Settle(default).AsTask());
        Tick(FallenPrice);
        Settle(inside, () => Node.DriveUnwinds(default).AsTask());
        foreach (var venue in UnwindBook.Venues) Settle(outside, () => Venue(venue).ShareLoss(UnwindBook.Owner, [new($"{venue}/sam", UnwindBook.SharerUsd)], default).AsTask());
    }

    /// <summary>Time in which nothing is asked; after a crash it may be longer than a lease.</summary>
    public void Rest(double ms)
    {
        var isOver = false;
        loop.After(ms, () => isOver = true);
        while (!isOver) loop.Step();
    }

    public UnwindState Unwind() => Ask(async () => (await Node.Actors.Unwind(UnwindBook.Owner).Read(fenced: false, default)).State);

    public LiquidationQueueState Queue(string venue) => Ask(async () => (await Node.Actors.LiquidationQueue(venue).Read(fenced: false, default)).State);

    public void Dispose() => node?.Board.Dispose();

    private HeardActors Actors => new(Node.Actors, Memory);

    private static KeeperManner? MannerOf(UnwindTrouble trouble) => trouble switch
    {
        UnwindTrouble.SlowKeeper => KeeperManner.Slow,
        UnwindTrouble.DyingKeeper or UnwindTrouble.FailingVenue => KeeperManner.Dying,
        UnwindTrouble.LyingKeeper => KeeperManner.Lying,
        UnwindTrouble.DoubleClaimingKeeper => KeeperManner.DoubleClaiming,
        _ => null,
    };

    private MockVenue Venue(string venue) => new(Actors, venue, 5, _ => FallenPrice);

    private async Task Trade(MockVenue venue)
    {
        await venue.Expire(NowMs, default);
        var queue = (await venue.Queue.Read(fenced: false, default)).State;
        if (trouble == UnwindTrouble.RefusingVenue && venue.Key == UnwindBook.Venues[0]) await Refuse(venue, queue);
        var isFailing = trouble == UnwindTrouble.FailingVenue && venue.Key == UnwindBook.Venues[0] && queue.Tasks.Values.All(task => task.Status != LiquidationStatus.Expired);
        // Only what somebody holds can be taken from him.
        if (trouble == UnwindTrouble.DoubleClaimingKeeper) await good.Claim(venue, null, default);
        if (bad is not null && (trouble != UnwindTrouble.FailingVenue || isFailing))
        {
            await bad.Claim(venue, (task, _) => Memory.Tried.Add($"{venue.Key}.{task}"), default);
            await bad.Work(venue, default);
        }

        if (isFailing) return;
        await good.Claim(venue, null, default);
        await good.Work(venue, default);
    }

    // Halted once, when there is something to trade: the same message again changes nothing.
    private async Task Refuse(MockVenue venue, LiquidationQueueState queue)
    {
        if (queue.Tasks.IsEmpty) return;
        if (queue.Halt is null) await venue.Queue.Tell(new(MessageId.Keyed("operator", "halt"), new LiquidationQueueCommand.Halt("let us look at it", "ops")), default);
        else if (NowMs - queue.Halt.AtMs >= RestMs) await venue.Queue.Tell(new(MessageId.Keyed("operator", "resume"), new LiquidationQueueCommand.Resume("it is all right", "ops")), default);
    }

    // What was seen in a round that the process did not survive is seen again in the next.
    private void Tick(decimal price)
    {
        Settle(outside, () => UnwindBook.Post(Node.Actors, Memory.Round + 1, price, NowMs));
        Settle(inside, () => Node.RunCycle(default).AsTask());
    }

    private T Ask<T>(Func<Task<T>> ask)
    {
        T? answer = default;
        Settle(outside, async () => answer = await ask());
        return answer!;
    }

    /// <summary>Runs some work, and whatever comes of it, until nothing is on its way any more.</summary>
    private void Settle(SimScheduler scheduler, Func<Task> work)
    {
        var task = scheduler.Start(work);
        for (var steps = 0; !task.IsCompleted || loop.HasReady || node is { IsDelivered: false }; steps++)
            if (steps > MostSteps || !loop.Step()) throw new InvalidOperationException("it does not come to rest");
        task.GetAwaiter().GetResult();
    }
}
