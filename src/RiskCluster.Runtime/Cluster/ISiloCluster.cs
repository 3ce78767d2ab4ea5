using RiskCluster.Core.Parameters;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Runtime.Cluster;

/// <summary>The cluster as one of its silos sees it. Every call that leaves the process ends within a few seconds, and throws <see cref="ActorUnavailableException"/> when the other side does not answer.</summary>
public interface ISiloCluster
{
    /// <summary>This silo; no other, before or after, has that name.</summary>
    string Self { get; }

    /// <summary>The active members, as far as this silo knows.</summary>
    IReadOnlyCollection<string> Silos { get; }

    /// <summary>The actors, wherever they are.</summary>
    IActors Actors { get; }

    /// <summary>Tells the boards that follow a market here, one message each.</summary>
    void Publish(MarketNews news);

    /// <summary>Tells the boards that follow a model here, one message each.</summary>
    void Publish(ModelNews news);

    /// <summary>Makes this silo's board an observer of a market for the next seconds.</summary>
    /// <returns>The market now.</returns>
    ValueTask<MarketNews> FollowMarket(string underlying, CancellationToken cancellation);

    /// <summary>Makes this silo's board an observer of a model for the next seconds.</summary>
    /// <returns>Where it stands now.</returns>
    ValueTask<ModelNews> FollowModel(string model, CancellationToken cancellation);

    /// <summary>Tells all other silos whose an account is, as far as they can be reached.</summary>
    void Tell(OwnerLinkNews news);

    /// <summary>By what another silo decides.</summary>
    ValueTask<SiloIdentity> Identify(string silo, CancellationToken cancellation);

    /// <summary>A proposal on the live book of another silo.</summary>
    ValueTask<ImpactReport?> Impact(string silo, string document, CancellationToken cancellation);

    /// <summary>Asks another silo's <see cref="PeerDesk"/>.</summary>
    ValueTask<string> Ask(string silo, string question, CancellationToken cancellation);

    /// <summary>Tells a partition of the roster whom this silo margins.</summary>
    ValueTask<RosterAnswer> Report(int partition, RosterReport report, CancellationToken cancellation);

    /// <summary>Reads a partition of the roster.</summary>
    ValueTask<RosterState> ReadRoster(int partition, CancellationToken cancellation);
}
