using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Cluster;

/// <summary>The actors of this process alone: where the grains of a silo find their cells. A grain is a door to its actor; the actor may be in memory without one.</summary>
public interface ISiloActors : IActors
{
    /// <summary>A door is open: calls for this actor come here until it is closed.</summary>
    /// <param name="address">Whose.</param>
    /// <param name="close">Asks the engine to close it.</param>
    void Opened(ActorAddress address, Action close);

    /// <summary>A door is closed.</summary>
    /// <param name="address">Whose.</param>
    /// <param name="close">What it was opened with: an older door does not close a newer one.</param>
    void Closed(ActorAddress address, Action close);
}
