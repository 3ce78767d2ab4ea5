using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Actors;

/// <summary>One owner across venues.</summary>
public interface IPortfolio
{
    /// <summary>Tells it something. What it answers is durable.</summary>
    /// <exception cref="ActorUnavailableException">What became of the message is unknown; the same message, sent again, tells.</exception>
    ValueTask<Answer<PortfolioEvent>> Tell(Message<PortfolioCommand> message, CancellationToken cancellation);

    /// <summary>Reads its state; the fenced reading is the newest, the other may be old.</summary>
    /// <exception cref="ActorUnavailableException">It cannot be told now.</exception>
    ValueTask<Reading<PortfolioState>> Read(bool fenced, CancellationToken cancellation);
}
