using System.Collections.Concurrent;
using RiskCluster.Core.SystemRisk;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Embedded;

namespace RiskCluster.Runtime.Cluster;

/// <summary>The engine of this process behind the doors of a cluster.</summary>
internal sealed class SiloActors(EmbeddedEngine engine, SiloPlacement placement, Action<OwnerLinkNews> linked) : ISiloActors
{
    private readonly ConcurrentDictionary<ActorAddress, Action> doors = new();

    /// <summary>Actors whose calls come here.</summary>
    public IEnumerable<ActorAddress> Open => doors.Keys;

    public IVenue Venue(string key) => Home(ActorKind.Venue, key).Venue(key);

    public IAccount Account(string key) => Home(ActorKind.Account, key).Account(key);

    public IPortfolio Portfolio(string key) => Home(ActorKind.Portfolio, key).Portfolio(key);

    public IMarketData MarketData(string underlying) => Home(ActorKind.MarketData, underlying).MarketData(underlying);

    public IRiskParameters RiskParameters(string model) => Home(ActorKind.RiskParameters, model).RiskParameters(model);

    public ILiquidationQueue LiquidationQueue(string venue) => Home(ActorKind.LiquidationQueue, venue).LiquidationQueue(venue);

    public IUnwind Unwind(string owner) => Home(ActorKind.Unwind, owner).Unwind(owner);

    public ISystemRisk SystemRisk() => Home(ActorKind.SystemRisk, SystemRiskMachine.Key).SystemRisk();

    public ValueTask Wake(ActorAddress address, CancellationToken cancellation) => Home(address.Kind, address.Key).Wake(address, cancellation);

    public void Opened(ActorAddress address, Action close) => doors[address] = close;

    public void Closed(ActorAddress address, Action close) => doors.TryRemove(new(address, close));

    /// <summary>Closes the door of an actor that is at home elsewhere.</summary>
    public void Close(ActorAddress address)
    {
        if (doors.TryGetValue(address, out var close)) close();
    }

    // A door that is left open does not take an actor back from its home. Whoever sent the call here is told whose the actor is, if that was it.
    private EmbeddedEngine Home(ActorKind kind, string key)
    {
        var address = new ActorAddress(kind, key);
        if (placement.IsHome(address)) return engine;
        Close(address);
        if (kind == ActorKind.Account) linked(new(key, placement.OwnerOf(key)));
        if (placement.Silos.IsEmpty) throw new ActorUnavailableException($"{placement.Self} leaves, and there is no other silo");
        throw new ActorUnavailableException($"{address}, one of {placement.GroupOf(address)}, is at home on {placement.HomeOf(address, placement.Silos)} and not on {placement.Self}");
    }
}
