using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Orleans.Grains;

/// <summary>The grain of a margin model's versions; its key is the model name.</summary>
public interface IRiskParametersGrain : IRiskParameters, IActorGrain
{
    /// <summary>Makes a board its observer for the next seconds.</summary>
    /// <returns>How it stands now.</returns>
    ValueTask<ModelNews> Follow(IBoardObserver board, CancellationToken cancellation);
}
