using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace RiskCluster.Runtime.Cluster;

/// <summary>
/// One partition of the roster of owners: who is known, whom each silo says it margins, and so who is margined by nobody. Pure but for what it holds; one call at a time.
/// </summary>
/// <param name="state">What was kept.</param>
/// <param name="grace">How long an owner may be uncovered before somebody is told: owners move.</param>
public sealed class RosterPartition(RosterState state, TimeSpan grace)
{
    /// <summary>How many partitions there are; a number that never changes.</summary>
    public const int Count = 16;

    private readonly Dictionary<string, (string Fingerprint, ImmutableSortedDictionary<string, ImmutableArray<string>> Owners)> silos = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> uncoveredSinceMs = new(StringComparer.Ordinal);

    // Counted anew only after a change: every silo asks twice a second.
    private int? coveredCount;

    /// <summary>What is to be kept.</summary>
    public RosterState State { get; private set; } = state;

    /// <summary>The partition of an owner.</summary>
    public static int Of(string owner) => OwnerPlacement.Partition(owner, Count);

    /// <summary>A short text that differs when owners or accounts do.</summary>
    public static string FingerprintOf(ImmutableSortedDictionary<string, ImmutableArray<string>> owners)
    {
        ArgumentNullException.ThrowIfNull(owners);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (owner, accounts) in owners) hash.AppendData(Encoding.UTF8.GetBytes($"{owner}\n{string.Join('\t', accounts)}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    /// <summary>Takes a report.</summary>
    /// <returns>What to answer, and whether <see cref="State"/> has changed.</returns>
    public (RosterAnswer Answer, bool HasChanged) Take(RosterReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var before = State;
        if (report.Owners is { } owners) silos[report.Silo] = (report.Fingerprint, owners);
        var isKnown = silos.TryGetValue(report.Silo, out var told) && told.Fingerprint == report.Fingerprint;
        var known = State.Owners.ToBuilder();
        if (report.Owners is not null)
            foreach (var (owner, accounts) in report.Owners)
                if (!known.TryGetValue(owner, out var old) || !old.SequenceEqual(accounts)) known[owner] = accounts;
        // Who has nothing any more on one silo may have come to another meanwhile.
        foreach (var owner in report.Gone)
            if (!IsCovered(owner)) known.Remove(owner);
        if (known.Count != State.Owners.Count || report.Owners is not null || report.Gone.Length > 0)
        {
            var next = known.ToImmutable();
            if (!ReferenceEquals(next, State.Owners)) State = State with { Owners = next };
        }

        if (report.Owners is not null || report.Gone.Length > 0) coveredCount = null;
        return (new(!isKnown, State.Owners.Count, CoveredCount), !ReferenceEquals(before, State));
    }

    /// <summary>Forgets what silos said that are members no more.</summary>
    public void Keep(IReadOnlyCollection<string> members)
    {
        foreach (var silo in silos.Keys.Except(members).ToList())
        {
            silos.Remove(silo);
            coveredCount = null;
        }
    }

    /// <summary>Owners who have been covered by nobody for longer than the grace, with their accounts.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Uncovered(long nowMs)
    {
        if (CoveredCount == State.Owners.Count)
        {
            uncoveredSinceMs.Clear();
            return RosterState.Empty.Owners;
        }

        var late = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var (owner, accounts) in State.Owners)
        {
            if (IsCovered(owner)) uncoveredSinceMs.Remove(owner);
            else if (!uncoveredSinceMs.TryGetValue(owner, out var since)) uncoveredSinceMs[owner] = nowMs;
            else if (nowMs - since >= grace.TotalMilliseconds) late[owner] = accounts;
        }

        return late.ToImmutable();
    }

    /// <summary>Owners whom a silo margins.</summary>
    public int CoveredCount => coveredCount ??= State.Owners.Keys.Count(IsCovered);

    private bool IsCovered(string owner) => silos.Values.Any(silo => silo.Owners.ContainsKey(owner));
}
