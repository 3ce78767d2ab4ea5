using RiskCluster.Core.Accounts;
using RiskCluster.Core.Portfolios;

namespace RiskCluster.Runtime.Facts;

/// <summary>Margins as they would be after a command, for the decision on it. What cannot be computed is left out, and the rules refuse.</summary>
public interface IMarginSource
{
    /// <summary>The margin of whoever answers for an account, after an order was filled.</summary>
    ValueTask<MarginFacts> AfterOrder(AccountState account, AccountCommand.Reserve order, CancellationToken cancellation);

    /// <summary>The margins of both sides after an account was let go.</summary>
    ValueTask<MarginFacts> AfterUnlink(PortfolioState portfolio, string account, CancellationToken cancellation);
}
