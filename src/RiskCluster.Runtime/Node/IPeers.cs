using System.Collections.Immutable;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Runtime.Node;

/// <summary>The other processes of a cluster, as one of them sees them.</summary>
public interface IPeers
{
    /// <summary>The others.</summary>
    IReadOnlyList<string> Others { get; }

    /// <summary>Owners of the whole cluster who have something to margin, and those of them whom a process margins.</summary>
    (int Known, int Covered) Coverage { get; }

    /// <summary>Owners at home here who have no margin because not all that they have is here yet.</summary>
    ImmutableArray<UnmarginedOwner> Apart { get; }

    /// <summary>The process that margins an owner, or an account that is its own; null: this one.</summary>
    string? HomeOf(string owner);

    /// <summary>Asks another process at its <see cref="PeerDesk"/>.</summary>
    /// <exception cref="ActorUnavailableException">It does not answer.</exception>
    ValueTask<string> Ask(string process, string question, CancellationToken cancellation);
}
