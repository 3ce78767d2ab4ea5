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

    /// <summary>Reads its state, not fenced, unless whoever asks has it: a venue that lists much is much to send between processes, and accounts ask with every update.</summary>
    /// <param name="head">The <see cref="Reading{TState}.Head"/> of what the caller has; -1: nothing.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Null when that is still how it stands.</returns>
    /// <exception cref="ActorUnavailableException">It cannot be told now.</exception>
    ValueTask<Reading<VenueState>?> ReadUnless(long head, CancellationToken cancellation);
}
