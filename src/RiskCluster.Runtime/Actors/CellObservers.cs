using RiskCluster.Core.Accounts;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
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

    /// <summary>Tells whoever follows an actor that another process writes it now.</summary>
    public void Lost(ActorAddress address)
    {
        switch (address.Kind)
        {
            case ActorKind.Account:
                Accounts?.Lost(address);
                break;
            case ActorKind.Portfolio:
                Portfolios?.Lost(address);
                break;
            case ActorKind.MarketData:
                Markets?.Lost(address);
                break;
            case ActorKind.RiskParameters:
                Parameters?.Lost(address);
                break;
            case ActorKind.LiquidationQueue:
                Liquidations?.Lost(address);
                break;
            case ActorKind.Unwind:
                Unwinds?.Lost(address);
                break;
        }
    }
}
