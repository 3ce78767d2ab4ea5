using Orleans;
using Orleans.Concurrency;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Orleans.Grains;

/// <summary>The door to a margin model's versions.</summary>
[GrainType("risk-parameters"), Reentrant, OwnerPlacement]
public sealed class RiskParametersGrain(ISiloActors here, BoardObservers boards) : ActorGrain(here, ActorKind.RiskParameters), IRiskParametersGrain
{
    /// <inheritdoc/>
    public ValueTask<Answer<RiskParametersEvent>> Tell(Message<RiskParametersCommand> message, CancellationToken cancellation) => Here.RiskParameters(Key).Tell(message, cancellation);

    /// <inheritdoc/>
    public ValueTask<Reading<RiskParametersState>> Read(bool fenced, CancellationToken cancellation) => Here.RiskParameters(Key).Read(fenced, cancellation);

    /// <inheritdoc/>
    public ValueTask<ModelNews> Follow(IBoardObserver board, CancellationToken cancellation) => boards.Follow(Here.RiskParameters(Key), Key, board, cancellation);
}
