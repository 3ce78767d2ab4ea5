using RiskCluster.Core.Accounts;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Unwinds;

namespace RiskCluster.Runtime.Actors;

/// <summary>Who follows the actors of each kind; null for nobody.</summary>
public sealed record CellObservers
{
    /// <summary>Follows accounts.</summary>
    public ICellObserver<AccountState>? Accounts { get; init; }

    /// <summary>Follows owners.</summary>
    public ICellObserver<PortfolioState>? Portfolios { get; init; }

    /// <summary>Follows markets.</summary>
    public ICellObserver<MarketDataState>? Markets { get; init; }

    /// <summary>Follows the versions of margin models.</summary>
    public ICellObserver<RiskParametersState>? Parameters { get; init; }

    /// <summary>Follows the unwind tasks of venues.</summary>
    public ICellObserver<LiquidationQueueState>? Liquidations { get; init; }

    /// <summary>Follows unwinds.</summary>
    public ICellObserver<UnwindState>? Unwinds { get; init; }
}
