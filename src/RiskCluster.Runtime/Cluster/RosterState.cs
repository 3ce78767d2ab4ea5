using System.Collections.Immutable;

namespace RiskCluster.Runtime.Cluster;

/// <summary>The owners of one partition who have something to margin, with their accounts. Kept so that a cluster knows at its start who belongs together; the journal can make it again.</summary>
public sealed record RosterState
{
    /// <summary>Nobody.</summary>
    public static readonly RosterState Empty = new();

    /// <summary>Accounts by owner; an account that is its own owner stands under its own key.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Owners { get; init; } = ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);
}
