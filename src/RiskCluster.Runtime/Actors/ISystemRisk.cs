using RiskCluster.Core.SystemRisk;
using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Actors;

/// <summary>What concerns all at once: contagion runs, concentration, congestion.</summary>
public interface ISystemRisk
{
    /// <summary>Tells it something. What it answers is durable.</summary>
    /// <exception cref="ActorUnavailableException">What became of the message is unknown; the same message, sent again, tells.</exception>
    ValueTask<Answer<SystemRiskEvent>> Tell(Message<SystemRiskCommand> message, CancellationToken cancellation);

    /// <summary>Reads its state; the fenced reading is the newest, the other may be old.</summary>
    /// <exception cref="ActorUnavailableException">It cannot be told now.</exception>
    ValueTask<Reading<SystemRiskState>> Read(bool fenced, CancellationToken cancellation);
}
