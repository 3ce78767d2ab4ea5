using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Delivery;
using RiskCluster.Runtime.Facts;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Embedded;

/// <summary>All actors in one process, over one journal.</summary>
public sealed class EmbeddedEngine : IActors, IAsyncDisposable
{
    private readonly Outbox outbox;
    private readonly ActorHost host;
    private readonly EngineMetrics metrics;

    /// <summary>An engine that has activated nothing yet; <see cref="Resume"/> delivers what an earlier process left behind.</summary>
    /// <param name="journal">Where everything is kept; whoever gave it closes it, after the engine.</param>
    /// <param name="margins">Where decisions get margins; null when there are none.</param>
    /// <param name="observers">Who follows the actors.</param>
    /// <param name="options">Sizes and times.</param>
    /// <param name="impacts">Runs proposals on the live book; null when there is none.</param>
    /// <param name="everywhere">Where the actors here find the others, when some are in other processes; null when all are here.</param>
    public EmbeddedEngine(IJournal journal, IMarginSource? margins, CellObservers observers, EngineOptions options, IImpactSource? impacts = null, IActors? everywhere = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        outbox = new(journal, new EffectRouter(everywhere ?? this, impacts), options.Clock, options.Outbox, options.Scheduler);
        var ports = new CellPorts(journal, new(journal, options.Scheduler), outbox, options.Clock, options.Cells);
        var cells = new ActorCells(ports, everywhere ?? this, margins, observers);
        host = new(address => options.Around(cells.Of(address)), journal, options.Clock, options.Host, options.Scheduler);
        metrics = new(host, outbox);
    }

    /// <summary>Actors in memory.</summary>
    public int ActiveCount => host.ActiveCount;

    /// <summary>The actors in memory, in no order.</summary>
    public IEnumerable<ActorAddress> Active => host.Active;

    /// <summary>True when no effect waits for delivery.</summary>
    public bool IsDelivered => outbox.IsIdle;

    /// <inheritdoc/>
    public IVenue Venue(string key) => new HostedVenue(host, key);

    /// <inheritdoc/>
    public IAccount Account(string key) => new HostedAccount(host, key);

    /// <inheritdoc/>
    public IPortfolio Portfolio(string key) => new HostedPortfolio(host, key);

    /// <inheritdoc/>
    public IMarketData MarketData(string underlying) => new HostedMarketData(host, underlying);

    /// <inheritdoc/>
    public IRiskParameters RiskParameters(string model) => new HostedRiskParameters(host, model);

    /// <inheritdoc/>
    public ILiquidationQueue LiquidationQueue(string venue) => new HostedLiquidationQueue(host, venue);

    /// <inheritdoc/>
    public IUnwind Unwind(string owner) => new HostedUnwind(host, owner);

    /// <inheritdoc/>
    public ISystemRisk SystemRisk() => new HostedSystemRisk(host);

    /// <inheritdoc/>
    public ValueTask Wake(ActorAddress address, CancellationToken cancellation) => host.Wake(address, cancellation);

    /// <summary>Whether an actor is in memory.</summary>
    public bool IsActive(ActorAddress address) => host.IsActive(address);

    /// <summary>Activates many actors in a few round trips: before the first calls come. One whose journal cannot be read stays behind and stops no other.</summary>
    /// <returns>How many were activated.</returns>
    public ValueTask<int> Preload(IEnumerable<ActorAddress> addresses, CancellationToken cancellation) => host.Preload(addresses, cancellation);

    /// <summary>Puts an actor to rest, so that another process may have it; what waits for it still has its turn.</summary>
    public Task Rest(ActorAddress address) => host.Rest(address);

    /// <summary>Activates the actors whose effects a dead process has not delivered.</summary>
    /// <returns>How many.</returns>
    public ValueTask<int> Resume(CancellationToken cancellation) => host.Resume(cancellation);

    /// <summary>Drains: what waits has its turn, actors are put to rest, delivery marks are written. What is not delivered is delivered by the next process.</summary>
    public async ValueTask DisposeAsync()
    {
        metrics.Dispose();
        await host.DisposeAsync();
        await outbox.DisposeAsync();
    }
}
