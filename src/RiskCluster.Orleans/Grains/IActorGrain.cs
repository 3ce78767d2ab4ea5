using Orleans;

namespace RiskCluster.Orleans.Grains;

/// <summary>What grains of all actors have besides their actor's own methods.</summary>
public interface IActorGrain : IGrainWithStringKey
{
    /// <summary>Activates the actor if it is not active, and makes sure that the activation is the newest.</summary>
    ValueTask Wake(CancellationToken cancellation);
}
