using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;

namespace RiskCluster.Runtime.Actors;

/// <summary>The cross-venue unwind of one owner.</summary>
public interface IUnwind
{
    /// <summary>Tells it something. What it answers is durable.</summary>
    /// <exception cref="ActorUnavailableException">What became of the message is unknown; the same message, sent again, tells.</exception>
    ValueTask<Answer<UnwindEvent>> Tell(Message<UnwindCommand> message, CancellationToken cancellation);

    /// <summary>Reads its state; the fenced reading is the newest, the other may be old.</summary>
    /// <exception cref="ActorUnavailableException">It cannot be told now.</exception>
    ValueTask<Reading<UnwindState>> Read(bool fenced, CancellationToken cancellation);
}
