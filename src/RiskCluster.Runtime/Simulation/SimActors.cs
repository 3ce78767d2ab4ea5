using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Simulation;

/// <summary>The actors as seen over the network, by clients and by processes alike.</summary>
internal sealed class SimActors(SimNetwork network) : IActors
{
    public IVenue Venue(string key) => new SimVenue(network, key);

    public IAccount Account(string key) => new SimAccount(network, key);

    public IPortfolio Portfolio(string key) => new SimPortfolio(network, key);

    public IMarketData MarketData(string underlying) => new SimMarketData(network, underlying);

    public IRiskParameters RiskParameters(string model) => new SimRiskParameters(network, model);

    public ILiquidationQueue LiquidationQueue(string venue) => new SimLiquidationQueue(network, venue);

    public IUnwind Unwind(string owner) => new SimUnwind(network, owner);

    public ISystemRisk SystemRisk() => new SimSystemRisk(network);

    public async ValueTask Wake(ActorAddress address, CancellationToken cancellation) =>
        await network.Call(address, async process =>
        {
            await process.Host.Wake(address, default);
            return true;
        });
}
