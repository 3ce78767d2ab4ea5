using Orleans;
using Orleans.Concurrency;
using RiskCluster.Core.SystemRisk;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Orleans.Grains;

/// <summary>The door to what concerns all at once.</summary>
[GrainType("system-risk"), Reentrant, OwnerPlacement]
public sealed class SystemRiskGrain(ISiloActors here) : ActorGrain(here, ActorKind.SystemRisk), ISystemRiskGrain
{
    /// <inheritdoc/>
    public ValueTask<Answer<SystemRiskEvent>> Tell(Message<SystemRiskCommand> message, CancellationToken cancellation) => Here.SystemRisk().Tell(message, cancellation);

    /// <inheritdoc/>
    public ValueTask<Reading<SystemRiskState>> Read(bool fenced, CancellationToken cancellation) => Here.SystemRisk().Read(fenced, cancellation);
}
