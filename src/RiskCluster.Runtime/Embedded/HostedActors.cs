using RiskCluster.Core.Accounts;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.SystemRisk;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using RiskCluster.Core.Venues;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Embedded;

/// <summary>An actor of this process.</summary>
internal abstract class HostedActor<TState, TCommand, TEvent>(ActorHost host, ActorAddress address)
    where TState : class
    where TCommand : class
    where TEvent : class
{
    public ValueTask<Answer<TEvent>> Tell(Message<TCommand> message, CancellationToken cancellation) => host.Tell<TState, TCommand, TEvent>(address, message, cancellation);

    public ValueTask<Reading<TState>> Read(bool fenced, CancellationToken cancellation) => host.Read<TState, TCommand, TEvent>(address, fenced, cancellation);
}

/// <inheritdoc/>
internal sealed class HostedVenue(ActorHost host, string key) : HostedActor<VenueState, VenueCommand, VenueEvent>(host, new(ActorKind.Venue, key)), IVenue
{
    public async ValueTask<Reading<VenueState>?> ReadUnless(long head, CancellationToken cancellation) => (await Read(fenced: false, cancellation)).Unless(head);
}

/// <inheritdoc/>
internal sealed class HostedAccount(ActorHost host, string key) : HostedActor<AccountState, AccountCommand, AccountEvent>(host, new(ActorKind.Account, key)), IAccount;

/// <inheritdoc/>
internal sealed class HostedPortfolio(ActorHost host, string key) : HostedActor<PortfolioState, PortfolioCommand, PortfolioEvent>(host, new(ActorKind.Portfolio, key)), IPortfolio;

/// <inheritdoc/>
internal sealed class HostedMarketData(ActorHost host, string key) : HostedActor<MarketDataState, MarketDataCommand, MarketDataEvent>(host, new(ActorKind.MarketData, key)), IMarketData;

/// <inheritdoc/>
internal sealed class HostedRiskParameters(ActorHost host, string key) : HostedActor<RiskParametersState, RiskParametersCommand, RiskParametersEvent>(host, new(ActorKind.RiskParameters, key)), IRiskParameters;

/// <inheritdoc/>
internal sealed class HostedLiquidationQueue(ActorHost host, string key) : HostedActor<LiquidationQueueState, LiquidationQueueCommand, LiquidationQueueEvent>(host, new(ActorKind.LiquidationQueue, key)), ILiquidationQueue;

/// <inheritdoc/>
internal sealed class HostedUnwind(ActorHost host, string key) : HostedActor<UnwindState, UnwindCommand, UnwindEvent>(host, new(ActorKind.Unwind, key)), IUnwind;

/// <inheritdoc/>
internal sealed class HostedSystemRisk(ActorHost host) : HostedActor<SystemRiskState, SystemRiskCommand, SystemRiskEvent>(host, new(ActorKind.SystemRisk, SystemRiskMachine.Key)), ISystemRisk;
