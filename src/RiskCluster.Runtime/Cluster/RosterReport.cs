using System.Collections.Immutable;

namespace RiskCluster.Runtime.Cluster;

/// <summary>Whom one silo margins, of one partition of the roster.</summary>
/// <param name="Silo">Who reports.</param>
/// <param name="Fingerprint">Of the owners and their accounts (<see cref="RosterPartition.FingerprintOf"/>).</param>
/// <param name="Owners">All of them; null when the partition is expected to know them by the fingerprint.</param>
/// <param name="Gone">Owners who had something here and have nothing to margin any more.</param>
public sealed record RosterReport(string Silo, string Fingerprint, ImmutableSortedDictionary<string, ImmutableArray<string>>? Owners, ImmutableArray<string> Gone);
