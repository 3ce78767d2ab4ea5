using RiskCluster.Core.Accounts;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Portfolios;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Cli.Cluster;

/// <summary>Actors that are told the same message again while they are on their way from silo to silo, as any caller of a cluster does.</summary>
internal sealed class PatientActors(IActors actors) : IActors
{
    public IVenue Venue(string key) => new PatientVenue(actors.Venue(key));

    public IAccount Account(string key) => new PatientAccount(actors.Account(key));

    public IPortfolio Portfolio(string key) => new PatientPortfolio(actors.Portfolio(key));

    public IMarketData MarketData(string underlying) => new PatientMarket(actors.MarketData(underlying));

    public IRiskParameters RiskParameters(string model) => new PatientParameters(actors.RiskParameters(model));

    public ILiquidationQueue LiquidationQueue(string venue) => actors.LiquidationQueue(venue);

    public IUnwind Unwind(string owner) => actors.Unwind(owner);

    public ISystemRisk SystemRisk() => actors.SystemRisk();

    public ValueTask Wake(ActorAddress address, CancellationToken cancellation) => actors.Wake(address, cancellation);

    private sealed class PatientVenue(IVenue actor) : IVenue
    {
        public ValueTask<Answer<VenueEvent>> Tell(Message<VenueCommand> message, CancellationToken cancellation) => new(LocalSilos.Told(() => actor.Tell(message, cancellation)));

        public ValueTask<Reading<VenueState>> Read(bool fenced, CancellationToken cancellation) => new(LocalSilos.Told(() => actor.Read(fenced, cancellation)));

        public ValueTask<Reading<VenueState>?> ReadUnless(long head, CancellationToken cancellation) => new(LocalSilos.Told(() => actor.ReadUnless(head, cancellation)));
    }

    private sealed class PatientAccount(IAccount actor) : IAccount
    {
        public ValueTask<Answer<AccountEvent>> Tell(Message<AccountCommand> message, CancellationToken cancellation) => new(LocalSilos.Told(() => actor.Tell(message, cancellation)));

        public ValueTask<Reading<AccountState>> Read(bool fenced, CancellationToken cancellation) => new(LocalSilos.Told(() => actor.Read(fenced, cancellation)));
    }

    private sealed class PatientPortfolio(IPortfolio actor) : IPortfolio
    {
        public ValueTask<Answer<PortfolioEvent>> Tell(Message<PortfolioCommand> message, CancellationToken cancellation) => new(LocalSilos.Told(() => actor.Tell(message, cancellation)));

        public ValueTask<Reading<PortfolioState>> Read(bool fenced, CancellationToken cancellation) => new(LocalSilos.Told(() => actor.Read(fenced, cancellation)));
    }

    private sealed class PatientMarket(IMarketData actor) : IMarketData
    {
        public ValueTask<Answer<MarketDataEvent>> Tell(Message<MarketDataCommand> message, CancellationToken cancellation) => new(LocalSilos.Told(() => actor.Tell(message, cancellation)));

        public ValueTask<Reading<MarketDataState>> Read(bool fenced, CancellationToken cancellation) => new(LocalSilos.Told(() => actor.Read(fenced, cancellation)));
    }

    private sealed class PatientParameters(IRiskParameters actor) : IRiskParameters
    {
        public ValueTask<Answer<RiskParametersEvent>> Tell(Message<RiskParametersCommand> message, CancellationToken cancellation) => new(LocalSilos.Told(() => actor.Tell(message, cancellation)));

        public ValueTask<Reading<RiskParametersState>> Read(bool fenced, CancellationToken cancellation) => new(LocalSilos.Told(() => actor.Read(fenced, cancellation)));
    }
}
