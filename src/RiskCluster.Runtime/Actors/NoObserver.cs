using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Actors;

/// <summary>Follows nothing.</summary>
internal sealed class NoObserver<TState> : ICellObserver<TState>
    where TState : class
{
    public void Changed(ActorAddress address, TState state, long seq)
    {
    }

    public void Lost(ActorAddress address)
    {
    }
}
