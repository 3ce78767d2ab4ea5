using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Orleans.Grains;

/// <summary>The grain of a market; its key is the underlying.</summary>
public interface IMarketDataGrain : IMarketData, IActorGrain
{
    /// <summary>Makes a board its observer for the next seconds.</summary>
    /// <returns>How it stands now.</returns>
    ValueTask<MarketNews> Follow(IBoardObserver board, CancellationToken cancellation);
}
