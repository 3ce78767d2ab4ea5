using System.Collections.Immutable;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Embedded;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Node;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Runtime.Cluster;

/// <summary>
/// One silo: the same cells, board, reports, reviews and unwinds as a whole process, for the owners who are at home here. It knows no transport; <see cref="ISiloCluster"/> is the others.
/// </summary>
public sealed class SiloNode : IRiskNode, IPeers
{
    private const int WorstOwners = 20;

    private readonly NodeWorks works;
    private readonly EmbeddedEngine engine;
    private readonly SiloParts parts;
    private readonly SiloKeeper keeper;
    private readonly SiloIdentity rules;
    private readonly SemaphoreSlim poke = new(0);
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;
    private bool disposed;

    /// <summary>A silo that does nothing yet.</summary>
    /// <param name="journal">Shared by all silos; whoever gave it closes it, after the node.</param>
    /// <param name="calibration">How models are calibrated; the same on all silos.</param>
    /// <param name="options">Sizes and times.</param>
    /// <param name="tending">How it tends what is at home here.</param>
    /// <param name="cluster">The others.</param>
    public SiloNode(IJournal journal, ModelCalibration calibration, NodeOptions options, TendingOptions tending, ISiloCluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(options);
        (Options, Tending, Cluster) = (options, tending, cluster);
        Placement = new(cluster.Self);
        rules = new($"{RulesVersion.Of(typeof(AccountMachine))}{(options.Build.Length == 0 ? "" : $" of build {options.Build}")}", "");
        works = new(calibration, options);
        var agreement = new SiloAgreement(cluster, Identify);
        var gate = new OwnerGate(works.Feed, works.Feed, Placement, cluster.Tell);
        var followers = new MarketFollowers(works.Feed, works.Models, cluster);
        var observers = works.Observers with { Accounts = gate, Portfolios = gate, Markets = followers, Parameters = followers };
        bool MayDecide() => agreement.Problem is null;
        engine = new(
            journal,
            new AgreedMargins(new BoardMargins(works.Board), MayDecide),
            observers,
            options.Engine,
            new ClusterImpacts(works.Models, cluster, () => Placement.Silos, WorstOwners),
            cluster.Actors);
        works.Attach(cluster.Actors, MayDecide);
        var doors = new SiloActors(engine, Placement, cluster.Tell);
        Here = doors;
        parts = new(journal, cluster, Placement, engine, doors, gate, agreement, observers, works, new(works, cluster.Actors));
        keeper = new(parts, tending, options.Engine.Clock);
    }

    /// <inheritdoc/>
    public IActors Actors => Cluster.Actors;

    /// <summary>The actors of this silo alone, for its grains.</summary>
    public ISiloActors Here { get; }

    /// <summary>Who is at home where.</summary>
    public SiloPlacement Placement { get; }

    /// <inheritdoc/>
    public RiskBoard.RiskBoard Board => works.Board;

    /// <inheritdoc/>
    public int Resumed => keeper.Resumed;

    /// <inheritdoc/>
    public IReadOnlyList<ActorAddress> Missing => keeper.Missing;

    /// <inheritdoc/>
    public int ActiveCount => engine.ActiveCount;

    /// <inheritdoc/>
    public IEnumerable<SeenMarket> Markets => works.Feed.Seen;

    /// <inheritdoc/>
    public bool IsDelivered => engine.IsDelivered;

    /// <inheritdoc/>
    public int OpenUnwinds => works.OpenUnwinds;

    /// <inheritdoc/>
    public Exception? LastCycleFailure => works.LastCycleFailure;

    /// <summary>Why nothing is decided here that rests on a margin; null when it may be.</summary>
    public string? Disagreement => parts.Agreement.Problem;

    /// <inheritdoc/>
    public IPeers Peers => this;

    /// <inheritdoc/>
    public IReadOnlyList<string> Others => [.. Placement.Silos.Where(silo => silo != Placement.Self)];

    /// <inheritdoc/>
    public ImmutableArray<UnmarginedOwner> Apart => parts.Gate.Apart();

    /// <inheritdoc/>
    public (int Known, int Covered) Coverage => keeper.Coverage;

    /// <summary>Owners at home here who are whole, and so on the board.</summary>
    public int WholeOwners => parts.Gate.WholeCount;

    /// <summary>Market messages of other silos that brought something new.</summary>
    public long MarketMessages => parts.News.Taken;

    /// <summary>Looks that could not be finished; each is followed by another.</summary>
    public int FailedLooks => keeper.Failures;

    private NodeOptions Options { get; }

    private TendingOptions Tending { get; }

    private ISiloCluster Cluster { get; }

    /// <summary>Begins to work: brings back what is at home here, and then tends it until it is disposed of.</summary>
    public void Start()
    {
        if (Options.CyclesByItself) works.Run();
        if (Tending.TendsByItself) running = Task.Run(() => keeper.Run(poke, stopping.Token));
    }

    /// <summary>Looks at once: the members have changed.</summary>
    public void Poke() => poke.Release();

    /// <summary>Leaves: from now on nobody is at home here, and whoever calls is sent on; <see cref="DisposeAsync"/> ends what was begun.</summary>
    public void Leave()
    {
        Placement.Leave();
        Poke();
    }

    /// <summary>One look at members, owners, markets and the roster; for nodes that do not tend by themselves.</summary>
    public Task Tend(CancellationToken cancellation) => keeper.Tend(cancellation);

    /// <inheritdoc/>
    public ValueTask<int> RunCycle(CancellationToken cancellation) => works.RunCycle(cancellation);

    /// <inheritdoc/>
    public ValueTask<int> DriveUnwinds(CancellationToken cancellation) => works.DriveUnwinds(cancellation);

    /// <inheritdoc/>
    public ValueTask Review(CancellationToken cancellation) => works.Review(cancellation);

    /// <summary>By what this silo decides.</summary>
    public SiloIdentity Identify() => rules with { Model = works.Models.Identity, IsPaused = Options.Decisions.IsOff };

    /// <inheritdoc/>
    public string? HomeOf(string owner) => Placement.IsHome(owner) || Placement.Silos.IsEmpty ? null : OwnerPlacement.HomeOf(owner, Placement.Silos);

    /// <inheritdoc/>
    public ValueTask<string> Ask(string process, string question, CancellationToken cancellation) => Cluster.Ask(process, question, cancellation);

    /// <summary>Answers another silo about this one's figures.</summary>
    /// <exception cref="ActorUnavailableException">Nobody serves here.</exception>
    public async ValueTask<string> Hear(string question, CancellationToken cancellation) =>
        Options.Desk.Answer is { } answer ? await answer(question, cancellation) : throw new ActorUnavailableException($"{Placement.Self} does not serve");

    /// <summary>A market of another silo has moved.</summary>
    public void See(MarketNews news) => parts.News.See(news);

    /// <summary>A model has changed.</summary>
    public Task See(ModelNews news, CancellationToken cancellation) => parts.News.See(news, cancellation);

    /// <summary>Another silo tells whose an account is; if it is at home here now, it is brought here.</summary>
    public async Task Learn(OwnerLinkNews news, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(news);
        Placement.Learn(news.Account, news.Owner);
        if (!parts.Gate.Holds(news.Account)) await keeper.Bring(news.Account, cancellation);
    }

    /// <summary>The roster has found accounts that nobody margins; those at home here are brought back.</summary>
    public Task Recover(ImmutableArray<string> accounts, CancellationToken cancellation) => keeper.Recover(accounts, cancellation);

    /// <summary>A proposal on the book of this silo alone.</summary>
    public ValueTask<ImpactReport?> Impact(string document, CancellationToken cancellation) => works.Models.Impact(document, cancellation);

    /// <summary>Drains: no new messages, a last cycle, and every actor at rest.</summary>
    public async ValueTask DisposeAsync()
    {
        // The silo's lifetime drains it, and its container disposes of it once more.
        if (Interlocked.Exchange(ref disposed, true)) return;
        await stopping.CancelAsync();
        poke.Release();
        await running;
        await works.Stop();
        await engine.DisposeAsync();
        works.Dispose();
        keeper.Dispose();
        poke.Dispose();
        stopping.Dispose();
    }
}
