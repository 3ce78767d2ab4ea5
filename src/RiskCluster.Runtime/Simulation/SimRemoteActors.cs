using RiskCluster.Core.Accounts;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using RiskCluster.Core.Venues;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Simulation;

/// <summary>An actor somewhere.</summary>
internal sealed class SimVenue(SimNetwork network, string key) : IVenue
{
    private readonly ActorAddress address = new(ActorKind.Venue, key);

    public async ValueTask<Answer<VenueEvent>> Tell(Message<VenueCommand> message, CancellationToken cancellation) =>
        await network.Call(address, process => process.Host.Tell<VenueState, VenueCommand, VenueEvent>(address, message, default));

    public async ValueTask<Reading<VenueState>> Read(bool fenced, CancellationToken cancellation) =>
        await network.Call(address, process => process.Host.Read<VenueState, VenueCommand, VenueEvent>(address, fenced, default));
}

/// <summary>An actor somewhere.</summary>
internal sealed class SimAccount(SimNetwork network, string key) : IAccount
{
    private readonly ActorAddress address = new(ActorKind.Account, key);

    public async ValueTask<Answer<AccountEvent>> Tell(Message<AccountCommand> message, CancellationToken cancellation) =>
        await network.Call(address, process => process.Host.Tell<AccountState, AccountCommand, AccountEvent>(address, message, default));

    public async ValueTask<Reading<AccountState>> Read(bool fenced, CancellationToken cancellation) =>
        await network.Call(address, process => process.Host.Read<AccountState, AccountCommand, AccountEvent>(address, fenced, default));
}

/// <summary>An actor somewhere.</summary>
internal sealed class SimPortfolio(SimNetwork network, string key) : IPortfolio
{
    private readonly ActorAddress address = new(ActorKind.Portfolio, key);

    public async ValueTask<Answer<PortfolioEvent>> Tell(Message<PortfolioCommand> message, CancellationToken cancellation) =>
        await network.Call(address, process => process.Host.Tell<PortfolioState, PortfolioCommand, PortfolioEvent>(address, message, default));

    public async ValueTask<Reading<PortfolioState>> Read(bool fenced, CancellationToken cancellation) =>
        await network.Call(address, process => process.Host.Read<PortfolioState, PortfolioCommand, PortfolioEvent>(address, fenced, default));
}

/// <summary>An actor somewhere.</summary>
internal sealed class SimMarketData(SimNetwork network, string key) : IMarketData
{
    private readonly ActorAddress address = new(ActorKind.MarketData, key);

    public async ValueTask<Answer<MarketDataEvent>> Tell(Message<MarketDataCommand> message, CancellationToken cancellation) =>
        await network.Call(address, process => process.Host.Tell<MarketDataState, MarketDataCommand, MarketDataEvent>(address, message, default));

    public async ValueTask<Reading<MarketDataState>> Read(bool fenced, CancellationToken cancellation) =>
        await network.Call(address, process => process.Host.Read<MarketDataState, MarketDataCommand, MarketDataEvent>(address, fenced, default));
}

/// <summary>An actor somewhere.</summary>
internal sealed class SimRiskParameters(SimNetwork network, string key) : IRiskParameters
{
    private readonly ActorAddress address = new(ActorKind.RiskParameters, key);

    public async ValueTask<Answer<RiskParametersEvent>> Tell(Message<RiskParametersCommand> message, CancellationToken cancellation) =>
        await network.Call(address, process => process.Host.Tell<RiskParametersState, RiskParametersCommand, RiskParametersEvent>(address, message, default));

    public async ValueTask<Reading<RiskParametersState>> Read(bool fenced, CancellationToken cancellation) =>
        await network.Call(address, process => process.Host.Read<RiskParametersState, RiskParametersCommand, RiskParametersEvent>(address, fenced, default));
}

/// <summary>An actor somewhere.</summary>
internal sealed class SimLiquidationQueue(SimNetwork network, string key) : ILiquidationQueue
{
    private readonly ActorAddress address = new(ActorKind.LiquidationQueue, key);

    public async ValueTask<Answer<LiquidationQueueEvent>> Tell(Message<LiquidationQueueCommand> message, CancellationToken cancellation) =>
        await network.Call(address, process => process.Host.Tell<LiquidationQueueState, LiquidationQueueCommand, LiquidationQueueEvent>(address, message, default));

    public async ValueTask<Reading<LiquidationQueueState>> Read(bool fenced, CancellationToken cancellation) =>
        await network.Call(address, process => process.Host.Read<LiquidationQueueState, LiquidationQueueCommand, LiquidationQueueEvent>(address, fenced, default));
}

/// <summary>An actor somewhere.</summary>
internal sealed class SimUnwind(SimNetwork network, string key) : IUnwind
{
    private readonly ActorAddress address = new(ActorKind.Unwind, key);

    public async ValueTask<Answer<UnwindEvent>> Tell(Message<UnwindCommand> message, CancellationToken cancellation) =>
        await network.Call(address, process => process.Host.Tell<UnwindState, UnwindCommand, UnwindEvent>(address, message, default));

    public async ValueTask<Reading<UnwindState>> Read(bool fenced, CancellationToken cancellation) =>
        await network.Call(address, process => process.Host.Read<UnwindState, UnwindCommand, UnwindEvent>(address, fenced, default));
}
