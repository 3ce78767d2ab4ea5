using RiskCluster.Core.Accounts;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Delivery;

/// <summary>Tells effects to the actors that they are for, as their commands. An effect does not expire.</summary>
public sealed class EffectRouter(IActors actors) : IEffectDelivery
{
    /// <inheritdoc/>
    public async ValueTask<Problem?> Deliver(MessageId id, IEffect effect, CancellationToken cancellation) => effect switch
    {
        AccountEffect account => (await actors.Portfolio(account.Owner).Tell(new(id, account.ToCommand()), cancellation)).Problem,
        PortfolioEffect portfolio => (await actors.Account(portfolio.Account).Tell(new(id, portfolio.ToCommand()), cancellation)).Problem,
        _ => throw new ArgumentException($"nobody takes {effect?.GetType().Name}", nameof(effect)),
    };
}
