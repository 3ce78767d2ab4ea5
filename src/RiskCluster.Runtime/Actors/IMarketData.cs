using RiskCluster.Core.Markets;
using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Actors;

/// <summary>The market of one coin.</summary>
public interface IMarketData
{
    /// <summary>Tells it something. What it answers is durable.</summary>
    /// <exception cref="ActorUnavailableException">What became of the message is unknown; the same message, sent again, tells.</exception>
    ValueTask<Answer<MarketDataEvent>> Tell(Message<MarketDataCommand> message, CancellationToken cancellation);

    /// <summary>Reads its state; the fenced reading is the newest, the other may be old.</summary>
    /// <exception cref="ActorUnavailableException">It cannot be told now.</exception>
    ValueTask<Reading<MarketDataState>> Read(bool fenced, CancellationToken cancellation);
}
