using Orleans;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Orleans.Grains;

/// <summary>
/// A grain is a door: it gives an actor its identity in the cluster and brings calls to the silo where it stands. The turn is the cell's mailbox's, so grains are reentrant and hold nothing.
/// </summary>
public abstract class ActorGrain : Grain, IActorGrain
{
    private readonly ActorKind kind;
    private readonly Action close;

    /// <summary>A door to an actor of this silo. It is closed by a move to its home: a grain that were only deactivated would be made again here by whoever still believes it to be here.</summary>
    protected ActorGrain(ISiloActors here, ActorKind kind) => (Here, this.kind, close) = (here, kind, MigrateOnIdle);

    /// <summary>The actors of this silo.</summary>
    protected ISiloActors Here { get; }

    /// <summary>The actor's key.</summary>
    protected string Key => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public ValueTask Wake(CancellationToken cancellation) => Here.Wake(new(kind, Key), cancellation);

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Here.Opened(new(kind, Key), close);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Here.Closed(new(kind, Key), close);
        return Task.CompletedTask;
    }
}
