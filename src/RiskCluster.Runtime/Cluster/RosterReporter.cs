using System.Collections.Immutable;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Cluster;

/// <summary>Tells each partition of the roster whom this silo margins: a fingerprint as long as nothing changes, everybody when the partition does not know it.</summary>
internal sealed class RosterReporter(SiloParts silo)
{
    private static readonly ImmutableSortedDictionary<string, ImmutableArray<string>> Nobody = ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);
    private readonly Dictionary<int, HashSet<string>> gone = Enumerable.Range(0, RosterPartition.Count).ToDictionary(partition => partition, _ => new HashSet<string>(StringComparer.Ordinal));
    private readonly RosterAnswer?[] answers = new RosterAnswer?[RosterPartition.Count];

    /// <summary>Owners known and margined in the whole cluster, as the partitions said last.</summary>
    public (int Known, int Covered) Coverage => (answers.Sum(answer => answer?.Known ?? 0), answers.Sum(answer => answer?.Covered ?? 0));

    /// <summary>One report to each.</summary>
    public async Task Report(CancellationToken cancellation)
    {
        var (covered, left) = silo.Gate.Covered();
        foreach (var owner in left) gone[RosterPartition.Of(owner)].Add(owner);
        var parts = covered.GroupBy(owner => RosterPartition.Of(owner.Key)).ToDictionary(
            part => part.Key,
            part => part.ToImmutableSortedDictionary(owner => owner.Key, owner => owner.Order(StringComparer.Ordinal).ToImmutableArray(), StringComparer.Ordinal));
        await Task.WhenAll(Enumerable.Range(0, RosterPartition.Count).Select(partition => Report(partition, parts.GetValueOrDefault(partition, Nobody), cancellation)));
    }

    private async Task Report(int partition, ImmutableSortedDictionary<string, ImmutableArray<string>> owners, CancellationToken cancellation)
    {
        gone[partition].ExceptWith(owners.Keys);
        ImmutableArray<string> left = [.. gone[partition].Order(StringComparer.Ordinal)];
        var fingerprint = RosterPartition.FingerprintOf(owners);
        try
        {
            var answer = await silo.Cluster.Report(partition, new(silo.Cluster.Self, fingerprint, null, left), cancellation);
            if (answer.NeedsAll) answer = await silo.Cluster.Report(partition, new(silo.Cluster.Self, fingerprint, owners, left), cancellation);
            answers[partition] = answer;
            gone[partition].ExceptWith(left);
        }
        catch (ActorUnavailableException)
        {
            // Told again with the next look.
        }
    }
}
