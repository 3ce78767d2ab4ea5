using RiskCluster.Core.Parameters;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Runtime.Tests.Engines;

/// <summary>A cluster without a transport: silos call each other, through the JSON of the wire, and whoever is dead does not answer. Every silo places actors as it believes.</summary>
internal sealed class LocalCluster
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Member> members = new(StringComparer.Ordinal);
    private readonly Dictionary<int, RosterPartition> roster = [];
    private readonly HashSet<string> silent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<SiloIdentity, SiloIdentity>> disguises = new(StringComparer.Ordinal);

    /// <summary>Market messages from silo to silo.</summary>
    public int Messages { get; private set; }

    /// <summary>The kept states of the roster.</summary>
    public IEnumerable<RosterState> Roster => roster.Values.Select(partition => partition.State);

    public ISiloCluster Join(string name, Func<SiloNode> node)
    {
        var member = new Member(this, name, node);
        lock (gate) members.Add(name, member);
        return member;
    }

    /// <summary>Lets a silo say something else than what it is.</summary>
    public void Disguise(string name, Func<SiloIdentity, SiloIdentity> disguise) => disguises[name] = disguise;

    public void Leave(string name)
    {
        lock (gate) members.Remove(name);
        foreach (var partition in roster.Values) partition.Keep(Names);
    }

    /// <summary>A silo is still a member and answers nobody any more, as one that has died and is not missed yet; or it answers again.</summary>
    public void Silence(string name, bool isSilent)
    {
        lock (gate)
        {
            if (isSilent) silent.Add(name);
            else silent.Remove(name);
        }
    }

    /// <summary>Owners whom nobody margins, as the roster sees it.</summary>
    public IEnumerable<string> Uncovered(long nowMs) => roster.Values.SelectMany(partition => partition.Uncovered(nowMs).Keys);

    private IReadOnlyCollection<string> Names
    {
        get
        {
            lock (gate) return [.. members.Keys];
        }
    }

    private SiloNode NodeOf(string name)
    {
        lock (gate) return !silent.Contains(name) && members.TryGetValue(name, out var member) ? member.Node() : throw new ActorUnavailableException($"{name} does not answer");
    }

    private static T Wire<T>(T message)
        where T : notnull => (T)MessageJson.Read(MessageJson.Write(message, message.GetType()), message.GetType());

    private sealed class Member(LocalCluster cluster, string self, Func<SiloNode> node) : ISiloCluster
    {
        public Func<SiloNode> Node => node;

        public string Self => self;

        public IReadOnlyCollection<string> Silos => cluster.Names;

        public IActors Actors { get; } = new LocalActors(address => cluster.NodeOf(node().Placement.HomeOf(address, [.. cluster.Names])).Here);

        public void Publish(MarketNews news)
        {
            foreach (var other in cluster.Names.Where(name => name != self))
            {
                cluster.Messages++;
                cluster.NodeOf(other).See(Wire(news));
            }
        }

        public void Publish(ModelNews news)
        {
            // Found by the next look.
        }

        public async ValueTask<MarketNews> FollowMarket(string underlying, CancellationToken cancellation)
        {
            var reading = await Actors.MarketData(underlying).Read(false, cancellation);
            return Wire(MarketNews.Of(reading.State, reading.Head));
        }

        public async ValueTask<ModelNews> FollowModel(string model, CancellationToken cancellation) => new(model, (await Actors.RiskParameters(model).Read(false, cancellation)).Head);

        public void Tell(OwnerLinkNews news)
        {
            foreach (var other in cluster.Names.Where(name => name != self)) _ = cluster.NodeOf(other).Learn(Wire(news), default);
        }

        public ValueTask<SiloIdentity> Identify(string silo, CancellationToken cancellation) => new(Wire(cluster.disguises.GetValueOrDefault(silo, identity => identity)(cluster.NodeOf(silo).Identify())));

        public ValueTask<ImpactReport?> Impact(string silo, string document, CancellationToken cancellation) => cluster.NodeOf(silo).Impact(document, cancellation);

        public ValueTask<string> Ask(string silo, string question, CancellationToken cancellation) => cluster.NodeOf(silo).Hear(question, cancellation);

        public ValueTask<RosterAnswer> Report(int partition, RosterReport report, CancellationToken cancellation)
        {
            lock (cluster.gate) return new(Wire(cluster.Partition(partition).Take(Wire(report)).Answer));
        }

        public ValueTask<RosterState> ReadRoster(int partition, CancellationToken cancellation)
        {
            lock (cluster.gate) return new(Wire(cluster.Partition(partition).State));
        }
    }

    private RosterPartition Partition(int number)
    {
        if (!roster.TryGetValue(number, out var partition)) roster.Add(number, partition = new(RosterState.Empty, TimeSpan.Zero));
        return partition;
    }
}
