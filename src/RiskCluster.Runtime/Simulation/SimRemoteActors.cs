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

namespace RiskCluster.Runtime.Simulation;

/// <summary>An actor somewhere.</summary>
internal abstract class SimActor<TState, TCommand, TEvent>(SimNetwork network, ActorAddress address)
    where TState : class
    where TCommand : class
    where TEvent : class
{
    public async ValueTask<Answer<TEvent>> Tell(Message<TCommand> message, CancellationToken cancellation) =>
        await network.Call(address, process => process.Host.Tell<TState, TCommand, TEvent>(address, message, default));

    public async ValueTask<Reading<TState>> Read(bool fenced, CancellationToken cancellation) =>
        await network.Call(address, process => process.Host.Read<TState, TCommand, TEvent>(address, fenced, default));
}

/// <inheritdoc/>
internal sealed class SimVenue(SimNetwork network, string key) : SimActor<VenueState, VenueCommand, VenueEvent>(network, new(ActorKind.Venue, key)), IVenue
{
    public async ValueTask<Reading<VenueState>?> ReadUnless(long head, CancellationToken cancellation) => (await Read(fenced: false, cancellation)).Unless(head);
}

/// <inheritdoc/>
internal sealed class SimAccount(SimNetwork network, string key) : SimActor<AccountState, AccountCommand, AccountEvent>(network, new(ActorKind.Account, key)), IAccount;

/// <inheritdoc/>
internal sealed class SimPortfolio(SimNetwork network, string key) : SimActor<PortfolioState, PortfolioCommand, PortfolioEvent>(network, new(ActorKind.Portfolio, key)), IPortfolio;

/// <inheritdoc/>
internal sealed class SimMarketData(SimNetwork network, string key) : SimActor<MarketDataState, MarketDataCommand, MarketDataEvent>(network, new(ActorKind.MarketData, key)), IMarketData;

/// <inheritdoc/>
internal sealed class SimRiskParameters(SimNetwork network, string key) : SimActor<RiskParametersState, RiskParametersCommand, RiskParametersEvent>(network, new(ActorKind.RiskParameters, key)), IRiskParameters;

/// <inheritdoc/>
internal sealed class SimLiquidationQueue(SimNetwork network, string key) : SimActor<LiquidationQueueState, LiquidationQueueCommand, LiquidationQueueEvent>(network, new(ActorKind.LiquidationQueue, key)), ILiquidationQueue;

/// <inheritdoc/>
internal sealed class SimUnwind(SimNetwork network, string key) : SimActor<UnwindState, UnwindCommand, UnwindEvent>(network, new(ActorKind.Unwind, key)), IUnwind;

/// <inheritdoc/>
internal sealed class SimSystemRisk(SimNetwork network) : SimActor<SystemRiskState, SystemRiskCommand, SystemRiskEvent>(network, new(ActorKind.SystemRisk, SystemRiskMachine.Key)), ISystemRisk;
