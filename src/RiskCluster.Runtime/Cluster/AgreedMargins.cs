using RiskCluster.Core.Accounts;
using RiskCluster.Core.Portfolios;
using RiskCluster.Runtime.Facts;

namespace RiskCluster.Runtime.Cluster;

/// <summary>Margins for decisions while the cluster agrees on how they are made; else none, and the rules refuse.</summary>
internal sealed class AgreedMargins(IMarginSource margins, Func<bool> mayDecide) : IMarginSource
{
    public ValueTask<MarginFacts> AfterOrder(AccountState account, AccountCommand.Reserve order, CancellationToken cancellation) =>
        mayDecide() ? margins.AfterOrder(account, order, cancellation) : new(new MarginFacts([]));

    public ValueTask<MarginFacts> AfterUnlink(PortfolioState portfolio, string account, CancellationToken cancellation) =>
        mayDecide() ? margins.AfterUnlink(portfolio, account, cancellation) : new(new MarginFacts([]));
}
