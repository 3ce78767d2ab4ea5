using RiskCluster.Core.SystemRisk;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Runtime.Tests.Engines;

/// <summary>Actors wherever they are at home at the moment of the call.</summary>
internal sealed class LocalActors(Func<ActorAddress, ISiloActors> homeOf) : IActors
{
    public IVenue Venue(string key) => homeOf(new(ActorKind.Venue, key)).Venue(key);

    public IAccount Account(string key) => homeOf(new(ActorKind.Account, key)).Account(key);

    public IPortfolio Portfolio(string key) => homeOf(new(ActorKind.Portfolio, key)).Portfolio(key);

    public IMarketData MarketData(string underlying) => homeOf(new(ActorKind.MarketData, underlying)).MarketData(underlying);

    public IRiskParameters RiskParameters(string model) => homeOf(new(ActorKind.RiskParameters, model)).RiskParameters(model);

    public ILiquidationQueue LiquidationQueue(string venue) => homeOf(new(ActorKind.LiquidationQueue, venue)).LiquidationQueue(venue);

    public IUnwind Unwind(string owner) => homeOf(new(ActorKind.Unwind, owner)).Unwind(owner);

    public ISystemRisk SystemRisk() => homeOf(new(ActorKind.SystemRisk, SystemRiskMachine.Key)).SystemRisk();

    public ValueTask Wake(ActorAddress address, CancellationToken cancellation) => homeOf(address).Wake(address, cancellation);
}
