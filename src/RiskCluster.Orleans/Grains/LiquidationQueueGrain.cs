using Orleans;
using Orleans.Concurrency;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Orleans.Grains;

/// <summary>The door to a venue's unwind tasks.</summary>
[GrainType("liquidation-queue"), Reentrant, OwnerPlacement]
public sealed class LiquidationQueueGrain(ISiloActors here) : ActorGrain(here, ActorKind.LiquidationQueue), ILiquidationQueueGrain
{
    /// <inheritdoc/>
    public ValueTask<Answer<LiquidationQueueEvent>> Tell(Message<LiquidationQueueCommand> message, CancellationToken cancellation) => Here.LiquidationQueue(Key).Tell(message, cancellation);

    /// <inheritdoc/>
    public ValueTask<Reading<LiquidationQueueState>> Read(bool fenced, CancellationToken cancellation) => Here.LiquidationQueue(Key).Read(fenced, cancellation);
}
