using System.Collections.Immutable;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Cluster;

/// <summary>Tells each partition of the roster whom this silo margins: a fingerprint as long as nothing changes, everybody when the partition does not know it.</summary>
internal sealed class RosterReporter(SiloParts silo)
{
    private static readonly TimeSpan SlowAfter = TimeSpan.FromSeconds(1);
    private static readonly ImmutableSortedDictionary<string, ImmutableArray<string>> Nobody = ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);
    private readonly Dictionary<int, HashSet<string>> gone = Enumerable.Range(0, RosterPartition.Count).ToDictionary(partition => partition, _ => new HashSet<string>(StringComparer.Ordinal));
    private readonly (ImmutableSortedDictionary<string, ImmutableArray<string>> Owners, string Fingerprint)[] parts = [.. Enumerable.Repeat((Nobody, RosterPartition.FingerprintOf(Nobody)), RosterPartition.Count)];
    private ILookup<string, string>? parted;
    private readonly RosterAnswer?[] answers = new RosterAnswer?[RosterPartition.Count];
    private readonly Task[] reports = [.. Enumerable.Repeat(Task.CompletedTask, RosterPartition.Count)];

    /// <summary>Owners known and margined in the whole cluster, as the partitions said last.</summary>
    public (int Known, int Covered) Coverage => (answers.Sum(answer => answer?.Known ?? 0), answers.Sum(answer => answer?.Covered ?? 0));

    /// <summary>One report to each that has answered the last; who is slow does not hold up what the others are told.</summary>
    public async Task Report(CancellationToken cancellation)
    {
        var (covered, left) = silo.Gate.Covered();
        // A slow report may still be on its way.
        lock (gone)
            foreach (var owner in left)
                gone[RosterPartition.Of(owner)].Add(owner);
        if (!ReferenceEquals(covered, parted)) Part(covered);
        foreach (var partition in Enumerable.Range(0, RosterPartition.Count).Where(partition => reports[partition].IsCompleted))
            reports[partition] = Report(partition, parts[partition].Owners, parts[partition].Fingerprint, cancellation);
        await Task.WhenAny(Task.WhenAll(reports), Task.Delay(SlowAfter, cancellation));
    }

    // Of a large book this costs more than all else that is done twice a second.
    private void Part(ILookup<string, string> covered)
    {
        var owners = covered.ToLookup(owner => RosterPartition.Of(owner.Key));
        for (var partition = 0; partition < parts.Length; partition++)
        {
            var part = owners[partition].ToImmutableSortedDictionary(owner => owner.Key, owner => owner.Order(StringComparer.Ordinal).ToImmutableArray(), StringComparer.Ordinal);
            parts[partition] = (part, RosterPartition.FingerprintOf(part));
        }

        parted = covered;
    }

    private async Task Report(int partition, ImmutableSortedDictionary<string, ImmutableArray<string>> owners, string fingerprint, CancellationToken cancellation)
    {
        ImmutableArray<string> left;
        lock (gone)
        {
            gone[partition].ExceptWith(owners.Keys);
            left = [.. gone[partition].Order(StringComparer.Ordinal)];
        }

        try
        {
            var answer = await silo.Cluster.Report(partition, new(silo.Cluster.Self, fingerprint, null, left), cancellation);
            if (answer.NeedsAll) answer = await silo.Cluster.Report(partition, new(silo.Cluster.Self, fingerprint, owners, left), cancellation);
            answers[partition] = answer;
            lock (gone) gone[partition].ExceptWith(left);
        }
        catch (Exception problem) when (problem is ActorUnavailableException or OperationCanceledException)
        {
            // Told again with the next look.
        }
    }
}
