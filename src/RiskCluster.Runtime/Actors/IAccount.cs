using RiskCluster.Core.Accounts;
using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Actors;

/// <summary>What one account holds on one venue.</summary>
public interface IAccount
{
    /// <summary>Tells it something. What it answers is durable.</summary>
    /// <exception cref="ActorUnavailableException">What became of the message is unknown; the same message, sent again, tells.</exception>
    ValueTask<Answer<AccountEvent>> Tell(Message<AccountCommand> message, CancellationToken cancellation);

    /// <summary>Reads its state; the fenced reading is the newest, the other may be old.</summary>
    /// <exception cref="ActorUnavailableException">It cannot be told now.</exception>
    ValueTask<Reading<AccountState>> Read(bool fenced, CancellationToken cancellation);
}
