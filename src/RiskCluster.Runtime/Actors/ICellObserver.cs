using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Actors;

/// <summary>Follows the durable states of the actors of a kind, such as the risk board does. Called within turns: one call at a time per actor, and quick.</summary>
/// <typeparam name="TState">The actors' state.</typeparam>
public interface ICellObserver<in TState>
    where TState : class
{
    /// <summary>An actor was activated, or a turn of it became durable.</summary>
    void Changed(ActorAddress address, TState state, long seq);

    /// <summary>Another process writes the actor now.</summary>
    void Lost(ActorAddress address);
}
