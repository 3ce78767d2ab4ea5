using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Actors;

#pragma warning disable CA1711 // The actor is a liquidation queue; no collection is meant.
/// <summary>The unwind tasks of one venue.</summary>
public interface ILiquidationQueue
#pragma warning restore CA1711
{
    /// <summary>Tells it something. What it answers is durable.</summary>
    /// <exception cref="ActorUnavailableException">What became of the message is unknown; the same message, sent again, tells.</exception>
    ValueTask<Answer<LiquidationQueueEvent>> Tell(Message<LiquidationQueueCommand> message, CancellationToken cancellation);

    /// <summary>Reads its state; the fenced reading is the newest, the other may be old.</summary>
    /// <exception cref="ActorUnavailableException">It cannot be told now.</exception>
    ValueTask<Reading<LiquidationQueueState>> Read(bool fenced, CancellationToken cancellation);
}
