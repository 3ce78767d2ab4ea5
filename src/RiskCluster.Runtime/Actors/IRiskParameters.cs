using RiskCluster.Core.Parameters;
using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Actors;

/// <summary>The versions of a margin model.</summary>
public interface IRiskParameters
{
    /// <summary>Tells it something. What it answers is durable.</summary>
    /// <exception cref="ActorUnavailableException">What became of the message is unknown; the same message, sent again, tells.</exception>
    ValueTask<Answer<RiskParametersEvent>> Tell(Message<RiskParametersCommand> message, CancellationToken cancellation);

    /// <summary>Reads its state; the fenced reading is the newest, the other may be old.</summary>
    /// <exception cref="ActorUnavailableException">It cannot be told now.</exception>
    ValueTask<Reading<RiskParametersState>> Read(bool fenced, CancellationToken cancellation);
}
