using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Runtime.Node;

/// <summary>What runs in a process beside its actors, whatever the engine: the board that follows them, and what tells them of crossings, of time and of the next move of their unwinds.</summary>
internal sealed class NodeWorks : IDisposable
{
    /// <summary>Kinds that a start brings back, in this order: what figures need before whom they are of.</summary>
    public static readonly ActorKind[] Followed = [ActorKind.RiskParameters, ActorKind.MarketData, ActorKind.Account, ActorKind.Portfolio, ActorKind.LiquidationQueue, ActorKind.Unwind];

    private readonly NodeOptions options;
    private readonly WorkerCrew crew;
    private readonly QueueWatch queues = new();
    private readonly OpenUnwinds unwinds = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly NodeMetrics metrics;
    private CrossingReporter? reporter;
    private Reviewer? reviewer;
    private UnwindDesk? desk;
    private BoardLoop? loop;
    private Task running = Task.CompletedTask;

    /// <summary>A board without accounts; nothing runs yet.</summary>
    public NodeWorks(ModelCalibration calibration, NodeOptions options)
    {
        this.options = options;
        crew = new(options.Workers);
        Board = new(crew, options.Engine.Clock, decisions: options.Decisions);
        Models = new(Board, calibration);
        Feed = new(Board, Models);
        metrics = new(Feed, queues, unwinds, options.Engine.Clock);
    }

    /// <summary>The margins of all accounts here.</summary>
    public RiskBoard.RiskBoard Board { get; }

    /// <summary>Keeps the board on the active model.</summary>
    public ModelKeeper Models { get; }

    /// <summary>Brings changes to the board.</summary>
    public BoardFeed Feed { get; }

    /// <summary>Who follows the actors here.</summary>
    public CellObservers Observers => new() { Accounts = Feed, Portfolios = Feed, Markets = Feed, Parameters = Models, Liquidations = queues, Unwinds = unwinds };

    /// <summary>Owners whose unwinds go on here, or whose legs are still out.</summary>
    public int OpenUnwinds => unwinds.Count;

    /// <summary>Why the last failed margin cycle failed; null when none has.</summary>
    public Exception? LastCycleFailure => loop?.LastFailure;

    /// <summary>Says who is told. Once, before anything runs.</summary>
    /// <param name="actors">The actors.</param>
    /// <param name="mayDecide">Whether something may be done now that rests on a margin; null when it always may.</param>
    public void Attach(IActors actors, Func<bool>? mayDecide = null)
    {
        var clock = options.Engine.Clock;
        mayDecide ??= static () => true;
        reporter = new(Board, actors, options.ConfirmationsNeeded, options.Decisions, clock, mayDecide);
        reviewer = new(actors, Feed, Models, queues, clock, options.ReviewEvery);
        desk = new(actors, Board, new(actors, Board, new(options.VenueBooks)), unwinds, () => !options.Decisions.IsOff && mayDecide(), options.PlannersAtOnce, clock, options.Engine.Scheduler, options.UnwindEvery);
    }

    /// <summary>Cycles, reports, reviews and unwinds by itself from now on.</summary>
    public void Run()
    {
        loop = new(Board, options.Engine.Clock, options.BeatEvery);
        running = Task.WhenAll(reporter!.Run(stopping.Token), reviewer!.Run(stopping.Token), desk!.Run(stopping.Token));
    }

    /// <summary>One margin cycle over all that has come in, and its crossings reported.</summary>
    /// <returns>How many crossings were reported.</returns>
    public async ValueTask<int> RunCycle(CancellationToken cancellation)
    {
        Board.RunCycle();
        return await reporter!.Drain(cancellation);
    }

    /// <summary>Makes the next move of every open unwind.</summary>
    /// <returns>How many moves were accepted.</returns>
    public ValueTask<int> DriveUnwinds(CancellationToken cancellation) => desk!.Drive(cancellation);

    /// <summary>Lets every actor here see that time has passed.</summary>
    public ValueTask Review(CancellationToken cancellation) => reviewer!.Review(cancellation);

    /// <summary>Ends what runs, after a last cycle.</summary>
    public async Task Stop()
    {
        await stopping.CancelAsync();
        await running;
        loop?.Dispose();
    }

    /// <summary>Frees the board, after the actors are at rest.</summary>
    public void Dispose()
    {
        metrics.Dispose();
        reporter?.Dispose();
        Board.Dispose();
        crew.Dispose();
        stopping.Dispose();
    }
}
