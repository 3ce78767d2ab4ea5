using Orleans;
using RiskCluster.Core.SystemRisk;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Orleans.Grains;

/// <summary>The actors of a cluster by key: each is its grain.</summary>
/// <param name="grains">Makes references.</param>
public sealed class GrainActors(IGrainFactory grains) : IActors
{
    /// <inheritdoc/>
    public IVenue Venue(string key) => grains.GetGrain<IVenueGrain>(key);

    /// <inheritdoc/>
    public IAccount Account(string key) => grains.GetGrain<IAccountGrain>(key);

    /// <inheritdoc/>
    public IPortfolio Portfolio(string key) => grains.GetGrain<IPortfolioGrain>(key);

    /// <inheritdoc/>
    public IMarketData MarketData(string underlying) => grains.GetGrain<IMarketDataGrain>(underlying);

    /// <inheritdoc/>
    public IRiskParameters RiskParameters(string model) => grains.GetGrain<IRiskParametersGrain>(model);

    /// <inheritdoc/>
    public ILiquidationQueue LiquidationQueue(string venue) => grains.GetGrain<ILiquidationQueueGrain>(venue);

    /// <inheritdoc/>
    public IUnwind Unwind(string owner) => grains.GetGrain<IUnwindGrain>(owner);

    /// <inheritdoc/>
    public ISystemRisk SystemRisk() => grains.GetGrain<ISystemRiskGrain>(SystemRiskMachine.Key);

    /// <inheritdoc/>
    public ValueTask Wake(ActorAddress address, CancellationToken cancellation) => GrainOf(address).Wake(cancellation);

    private IActorGrain GrainOf(ActorAddress address) => address.Kind switch
    {
        ActorKind.Venue => grains.GetGrain<IVenueGrain>(address.Key),
        ActorKind.Account => grains.GetGrain<IAccountGrain>(address.Key),
        ActorKind.Portfolio => grains.GetGrain<IPortfolioGrain>(address.Key),
        ActorKind.MarketData => grains.GetGrain<IMarketDataGrain>(address.Key),
        ActorKind.RiskParameters => grains.GetGrain<IRiskParametersGrain>(address.Key),
        ActorKind.LiquidationQueue => grains.GetGrain<ILiquidationQueueGrain>(address.Key),
        ActorKind.Unwind => grains.GetGrain<IUnwindGrain>(address.Key),
        ActorKind.SystemRisk => grains.GetGrain<ISystemRiskGrain>(address.Key),
        _ => throw new ArgumentException($"there are no actors such as {address}", nameof(address)),
    };
}
