using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Delivery;
using RiskCluster.Runtime.Embedded;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Runtime.Node;

/// <summary>
/// A whole process: the actors over a journal, the risk board that follows them, and what runs between the two. It resumes from whatever the journal holds: parameters and
/// markets first, then the accounts that have something to margin, then effects that a dead process has not delivered. Actors that sleep cost nothing until somebody asks
/// for them.
/// </summary>
public sealed class RiskNode : IAsyncDisposable
{
    private static readonly ActorKind[] Followed = [ActorKind.RiskParameters, ActorKind.MarketData, ActorKind.Account, ActorKind.Portfolio, ActorKind.LiquidationQueue, ActorKind.Unwind];

    private readonly IJournal journal;
    private readonly NodeOptions options;
    private readonly WorkerCrew crew;
    private readonly EmbeddedEngine engine;
    private readonly CrossingReporter reporter;
    private readonly Reviewer reviewer;
    private readonly UnwindDesk desk;
    private readonly List<ActorAddress> missing = [];
    private readonly CancellationTokenSource stopping = new();
    private BoardLoop? loop;
    private Task running = Task.CompletedTask;

    private RiskNode(IJournal journal, ModelCalibration calibration, NodeOptions options)
    {
        this.journal = journal;
        this.options = options;
        var clock = options.Engine.Clock;
        crew = new(options.Workers);
        Board = new(crew, clock);
        var models = new ModelKeeper(Board, calibration);
        var feed = new BoardFeed(Board, models);
        var queues = new QueueWatch();
        var unwinds = new OpenUnwinds();
        var observers = new CellObservers { Accounts = feed, Portfolios = feed, Markets = feed, Parameters = models, Liquidations = queues, Unwinds = unwinds };
        engine = new(journal, new BoardMargins(Board), observers, options.Engine, models);
        reporter = new(Board, engine, options.ConfirmationsNeeded, clock);
        reviewer = new(engine, feed, models, queues, clock, options.ReviewEvery);
        desk = new(engine, Board, new(engine, Board, new(options.VenueBooks)), unwinds, options.PlannersAtOnce, clock, options.Engine.Scheduler, options.UnwindEvery);
    }

    /// <summary>The actors.</summary>
    public IActors Actors => engine;

    /// <summary>The margins of all accounts here.</summary>
    public RiskBoard.RiskBoard Board { get; }

    /// <summary>How many actors the journal brought back at the start.</summary>
    public int Resumed { get; private set; }

    /// <summary>Actors that should have come back and did not, because their part of the journal cannot be read; whoever asks for one is told why. They have no margin.</summary>
    public IReadOnlyList<ActorAddress> Missing => missing;

    /// <summary>Actors in memory.</summary>
    public int ActiveCount => engine.ActiveCount;

    /// <summary>True when no effect waits for delivery.</summary>
    public bool IsDelivered => engine.IsDelivered;

    /// <summary>Owners whose unwinds go on here, or whose legs are still out.</summary>
    public int OpenUnwinds => desk.OpenCount;

    /// <summary>Why the last failed margin cycle failed; null when none has.</summary>
    public Exception? LastCycleFailure => loop?.LastFailure;

    /// <summary>Opens a node and brings everything back that the journal holds.</summary>
    /// <param name="journal">Whoever gave it closes it, after the node.</param>
    /// <param name="calibration">How models are calibrated.</param>
    /// <param name="options">Sizes and times.</param>
    /// <param name="cancellation">Gives up opening.</param>
    /// <exception cref="JournalUnavailableException">The journal cannot be read.</exception>
    public static async Task<RiskNode> Open(IJournal journal, ModelCalibration calibration, NodeOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(calibration);
        ArgumentNullException.ThrowIfNull(options);
        var node = new RiskNode(journal, calibration, options);
        try
        {
            await node.Start(cancellation);
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>One margin cycle over all that has come in, and its crossings reported; for nodes that do not cycle by themselves.</summary>
    /// <returns>How many crossings were reported.</returns>
    public async ValueTask<int> RunCycle(CancellationToken cancellation)
    {
        Board.RunCycle();
        return await reporter.Drain(cancellation);
    }

    /// <summary>Makes the next move of every open unwind: a plan, figures, its end; for nodes that do not cycle by themselves.</summary>
    /// <returns>How many moves were accepted.</returns>
    public ValueTask<int> DriveUnwinds(CancellationToken cancellation) => desk.Drive(cancellation);

    /// <summary>Lets every actor here see that time has passed; for nodes that do not cycle by themselves.</summary>
    public ValueTask Review(CancellationToken cancellation) => reviewer.Review(cancellation);

    /// <summary>Drains: no new messages, a last cycle, and every actor at rest.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        loop?.Dispose();
        await engine.DisposeAsync();
        Board.Dispose();
        crew.Dispose();
        stopping.Dispose();
    }

    private async Task Start(CancellationToken cancellation)
    {
        foreach (var kind in Followed)
        {
            var addresses = await journal.Awake($"{kind}:", cancellation).Select(head => ActorAddress.Parse(head.Stream)).ToListAsync(cancellation);
            Resumed += await engine.Preload(addresses, cancellation);
            missing.AddRange(addresses.Where(address => !engine.IsActive(address)));
        }

        Resumed += await engine.Resume(cancellation);
        if (!options.CyclesByItself) return;
        loop = new(Board, options.Engine.Clock, options.BeatEvery);
        running = Task.WhenAll(reporter.Run(stopping.Token), reviewer.Run(stopping.Token), desk.Run(stopping.Token));
    }
}
