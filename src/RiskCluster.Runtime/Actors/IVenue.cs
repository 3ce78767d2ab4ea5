using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;

namespace RiskCluster.Runtime.Actors;

/// <summary>A protocol on which accounts hold positions.</summary>
public interface IVenue
{
    /// <summary>Tells it something. What it answers is durable.</summary>
    /// <exception cref="ActorUnavailableException">What became of the message is unknown; the same message, sent again, tells.</exception>
    ValueTask<Answer<VenueEvent>> Tell(Message<VenueCommand> message, CancellationToken cancellation);

    /// <summary>Reads its state; the fenced reading is the newest, the other may be old.</summary>
    /// <exception cref="ActorUnavailableException">It cannot be told now.</exception>
    ValueTask<Reading<VenueState>> Read(bool fenced, CancellationToken cancellation);
}
