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
public sealed class RiskNode : IRiskNode
{
    private readonly IJournal journal;
    private readonly NodeOptions options;
    private readonly NodeWorks works;
    private readonly EmbeddedEngine engine;
    private readonly List<ActorAddress> missing = [];

    private RiskNode(IJournal journal, ModelCalibration calibration, NodeOptions options)
    {
        this.journal = journal;
        this.options = options;
        works = new(calibration, options);
        engine = new(journal, new BoardMargins(works.Board), works.Observers, options.Engine, works.Models);
        works.Attach(engine);
    }

    /// <inheritdoc/>
    public IActors Actors => engine;

    /// <inheritdoc/>
    public RiskBoard.RiskBoard Board => works.Board;

    /// <inheritdoc/>
    public IPeers? Peers => null;

    /// <inheritdoc/>
    public int Resumed { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<ActorAddress> Missing => missing;

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

    /// <inheritdoc/>
    public ValueTask<int> RunCycle(CancellationToken cancellation) => works.RunCycle(cancellation);

    /// <inheritdoc/>
    public ValueTask<int> DriveUnwinds(CancellationToken cancellation) => works.DriveUnwinds(cancellation);

    /// <inheritdoc/>
    public ValueTask Review(CancellationToken cancellation) => works.Review(cancellation);

    /// <summary>Drains: no new messages, a last cycle, and every actor at rest.</summary>
    public async ValueTask DisposeAsync()
    {
        await works.Stop();
        await engine.DisposeAsync();
        works.Dispose();
    }

    private async Task Start(CancellationToken cancellation)
    {
        foreach (var kind in NodeWorks.Followed)
        {
            var addresses = await journal.Awake($"{kind}:", cancellation).Select(head => ActorAddress.Parse(head.Stream)).ToListAsync(cancellation);
            Resumed += await engine.Preload(addresses, cancellation);
            missing.AddRange(addresses.Where(address => !engine.IsActive(address)));
        }

        Resumed += await engine.Resume(cancellation);
        if (options.CyclesByItself) works.Run();
    }
}
