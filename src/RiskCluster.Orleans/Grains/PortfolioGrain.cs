using Orleans;
using Orleans.Concurrency;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Orleans.Grains;

/// <summary>The door to an owner.</summary>
[GrainType("portfolio"), Reentrant, OwnerPlacement]
public sealed class PortfolioGrain(ISiloActors here) : ActorGrain(here, ActorKind.Portfolio), IPortfolioGrain
{
    /// <inheritdoc/>
    public ValueTask<Answer<PortfolioEvent>> Tell(Message<PortfolioCommand> message, CancellationToken cancellation) => Here.Portfolio(Key).Tell(message, cancellation);

    /// <inheritdoc/>
    public ValueTask<Reading<PortfolioState>> Read(bool fenced, CancellationToken cancellation) => Here.Portfolio(Key).Read(fenced, cancellation);
}
