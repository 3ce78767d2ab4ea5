using Orleans;
using Orleans.Concurrency;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Orleans.Grains;

/// <summary>The door to a market.</summary>
[GrainType("market-data"), Reentrant, OwnerPlacement]
public sealed class MarketDataGrain(ISiloActors here, BoardObservers boards) : ActorGrain(here, ActorKind.MarketData), IMarketDataGrain
{
    /// <inheritdoc/>
    public ValueTask<Answer<MarketDataEvent>> Tell(Message<MarketDataCommand> message, CancellationToken cancellation) => Here.MarketData(Key).Tell(message, cancellation);

    /// <inheritdoc/>
    public ValueTask<Reading<MarketDataState>> Read(bool fenced, CancellationToken cancellation) => Here.MarketData(Key).Read(fenced, cancellation);

    /// <inheritdoc/>
    public ValueTask<MarketNews> Follow(IBoardObserver board, CancellationToken cancellation) => boards.Follow(Here.MarketData(Key), Key, board, cancellation);
}
