using Orleans;
using Orleans.Runtime;
using RiskCluster.Core.Parameters;
using RiskCluster.Orleans.Grains;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Orleans.Silo;

/// <summary>The cluster as Orleans sees it: members, grains and observers.</summary>
internal sealed class OrleansCluster(IGrainFactory grains, ISiloStatusOracle members, BoardObservers boards, Func<SiloNode> node) : ISiloCluster
{
    private readonly Lazy<Ears> ears = new(() => new(grains, node));

    public string Self { get; } = members.SiloAddress.ToParsableString();

    public IReadOnlyCollection<string> Silos => [.. members.GetApproximateSiloStatuses(onlyActive: true).Keys.Select(silo => silo.ToParsableString())];

    public IActors Actors { get; } = new GrainActors(grains);

    public void Publish(MarketNews news) => boards.Publish(news);

    public void Publish(ModelNews news) => boards.Publish(news);

    public ValueTask<MarketNews> FollowMarket(string underlying, CancellationToken cancellation) => grains.GetGrain<IMarketDataGrain>(underlying).Follow(ears.Value.Reference, cancellation);

    public ValueTask<ModelNews> FollowModel(string model, CancellationToken cancellation) => grains.GetGrain<IRiskParametersGrain>(model).Follow(ears.Value.Reference, cancellation);

    public void Tell(OwnerLinkNews news)
    {
        foreach (var silo in Silos.Where(silo => silo != Self)) _ = grains.GetGrain<ISiloGrain>(silo).Learn(news);
    }

    public ValueTask<SiloIdentity> Identify(string silo, CancellationToken cancellation) => grains.GetGrain<ISiloGrain>(silo).Identify(cancellation);

    public async ValueTask<ImpactReport?> Impact(string silo, string document, CancellationToken cancellation) => (await grains.GetGrain<ISiloGrain>(silo).Impact(document, cancellation)).Report;

    public ValueTask<string> Ask(string silo, string question, CancellationToken cancellation) => grains.GetGrain<ISiloGrain>(silo).Ask(question, cancellation);

    public ValueTask<RosterAnswer> Report(int partition, RosterReport report, CancellationToken cancellation) => Roster(partition).Report(report, cancellation);

    public ValueTask<RosterState> ReadRoster(int partition, CancellationToken cancellation) => Roster(partition).Read(cancellation);

    private IRosterGrain Roster(int partition) => grains.GetGrain<IRosterGrain>(FormattableString.Invariant($"{partition}"));

    /// <summary>This silo's board as an observer. Orleans holds observers weakly, so it is kept here.</summary>
    private sealed class Ears : IBoardObserver
    {
        private readonly Func<SiloNode> node;

        public Ears(IGrainFactory grains, Func<SiloNode> node)
        {
            this.node = node;
            Reference = grains.CreateObjectReference<IBoardObserver>(this);
        }

        public IBoardObserver Reference { get; }

        public Task See(MarketNews news)
        {
            node().See(news);
            return Task.CompletedTask;
        }

        public Task Hear(ModelNews news) => node().See(news, CancellationToken.None);
    }
}
