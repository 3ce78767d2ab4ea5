using Orleans;
using Orleans.Concurrency;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Orleans.Grains;

/// <summary>The door to a protocol.</summary>
[GrainType("venue"), Reentrant, OwnerPlacement]
public sealed class VenueGrain(ISiloActors here) : ActorGrain(here, ActorKind.Venue), IVenueGrain
{
    /// <inheritdoc/>
    public ValueTask<Answer<VenueEvent>> Tell(Message<VenueCommand> message, CancellationToken cancellation) => Here.Venue(Key).Tell(message, cancellation);

    /// <inheritdoc/>
    public ValueTask<Reading<VenueState>> Read(bool fenced, CancellationToken cancellation) => Here.Venue(Key).Read(fenced, cancellation);

    /// <inheritdoc/>
    public ValueTask<Reading<VenueState>?> ReadUnless(long head, CancellationToken cancellation) => Here.Venue(Key).ReadUnless(head, cancellation);
}
