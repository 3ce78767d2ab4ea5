using RiskCluster.Core.Accounts;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using RiskCluster.Core.Venues;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Embedded;

/// <summary>An actor of this process.</summary>
internal sealed class HostedVenue(ActorHost host, string key) : IVenue
{
    public ValueTask<Answer<VenueEvent>> Tell(Message<VenueCommand> message, CancellationToken cancellation) =>
        host.Tell<VenueState, VenueCommand, VenueEvent>(new(ActorKind.Venue, key), message, cancellation);

    public ValueTask<Reading<VenueState>> Read(bool fenced, CancellationToken cancellation) =>
        host.Read<VenueState, VenueCommand, VenueEvent>(new(ActorKind.Venue, key), fenced, cancellation);
}

/// <summary>An actor of this process.</summary>
internal sealed class HostedAccount(ActorHost host, string key) : IAccount
{
    public ValueTask<Answer<AccountEvent>> Tell(Message<AccountCommand> message, CancellationToken cancellation) =>
        host.Tell<AccountState, AccountCommand, AccountEvent>(new(ActorKind.Account, key), message, cancellation);

    public ValueTask<Reading<AccountState>> Read(bool fenced, CancellationToken cancellation) =>
        host.Read<AccountState, AccountCommand, AccountEvent>(new(ActorKind.Account, key), fenced, cancellation);
}

/// <summary>An actor of this process.</summary>
internal sealed class HostedPortfolio(ActorHost host, string key) : IPortfolio
{
    public ValueTask<Answer<PortfolioEvent>> Tell(Message<PortfolioCommand> message, CancellationToken cancellation) =>
        host.Tell<PortfolioState, PortfolioCommand, PortfolioEvent>(new(ActorKind.Portfolio, key), message, cancellation);

    public ValueTask<Reading<PortfolioState>> Read(bool fenced, CancellationToken cancellation) =>
        host.Read<PortfolioState, PortfolioCommand, PortfolioEvent>(new(ActorKind.Portfolio, key), fenced, cancellation);
}

/// <summary>An actor of this process.</summary>
internal sealed class HostedMarketData(ActorHost host, string key) : IMarketData
{
    public ValueTask<Answer<MarketDataEvent>> Tell(Message<MarketDataCommand> message, CancellationToken cancellation) =>
        host.Tell<MarketDataState, MarketDataCommand, MarketDataEvent>(new(ActorKind.MarketData, key), message, cancellation);

    public ValueTask<Reading<MarketDataState>> Read(bool fenced, CancellationToken cancellation) =>
        host.Read<MarketDataState, MarketDataCommand, MarketDataEvent>(new(ActorKind.MarketData, key), fenced, cancellation);
}

/// <summary>An actor of this process.</summary>
internal sealed class HostedRiskParameters(ActorHost host, string key) : IRiskParameters
{
    public ValueTask<Answer<RiskParametersEvent>> Tell(Message<RiskParametersCommand> message, CancellationToken cancellation) =>
        host.Tell<RiskParametersState, RiskParametersCommand, RiskParametersEvent>(new(ActorKind.RiskParameters, key), message, cancellation);

    public ValueTask<Reading<RiskParametersState>> Read(bool fenced, CancellationToken cancellation) =>
        host.Read<RiskParametersState, RiskParametersCommand, RiskParametersEvent>(new(ActorKind.RiskParameters, key), fenced, cancellation);
}

/// <summary>An actor of this process.</summary>
internal sealed class HostedLiquidationQueue(ActorHost host, string key) : ILiquidationQueue
{
    public ValueTask<Answer<LiquidationQueueEvent>> Tell(Message<LiquidationQueueCommand> message, CancellationToken cancellation) =>
        host.Tell<LiquidationQueueState, LiquidationQueueCommand, LiquidationQueueEvent>(new(ActorKind.LiquidationQueue, key), message, cancellation);

    public ValueTask<Reading<LiquidationQueueState>> Read(bool fenced, CancellationToken cancellation) =>
        host.Read<LiquidationQueueState, LiquidationQueueCommand, LiquidationQueueEvent>(new(ActorKind.LiquidationQueue, key), fenced, cancellation);
}

/// <summary>An actor of this process.</summary>
internal sealed class HostedUnwind(ActorHost host, string key) : IUnwind
{
    public ValueTask<Answer<UnwindEvent>> Tell(Message<UnwindCommand> message, CancellationToken cancellation) =>
        host.Tell<UnwindState, UnwindCommand, UnwindEvent>(new(ActorKind.Unwind, key), message, cancellation);

    public ValueTask<Reading<UnwindState>> Read(bool fenced, CancellationToken cancellation) =>
        host.Read<UnwindState, UnwindCommand, UnwindEvent>(new(ActorKind.Unwind, key), fenced, cancellation);
}
