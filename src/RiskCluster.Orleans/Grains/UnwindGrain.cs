using Orleans;
using Orleans.Concurrency;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Orleans.Grains;

/// <summary>The door to an owner's unwind.</summary>
[GrainType("unwind"), Reentrant, OwnerPlacement]
public sealed class UnwindGrain(ISiloActors here) : ActorGrain(here, ActorKind.Unwind), IUnwindGrain
{
    /// <inheritdoc/>
    public ValueTask<Answer<UnwindEvent>> Tell(Message<UnwindCommand> message, CancellationToken cancellation) => Here.Unwind(Key).Tell(message, cancellation);

    /// <inheritdoc/>
    public ValueTask<Reading<UnwindState>> Read(bool fenced, CancellationToken cancellation) => Here.Unwind(Key).Read(fenced, cancellation);
}
