using System.Collections.Immutable;
using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Venues;

/// <summary>A protocol on which accounts hold positions. Immutable.</summary>
/// <param name="Venue">Its key.</param>
public sealed record VenueState(string Venue)
{
    /// <summary>Events so far: the venue's sequence in the journal.</summary>
    public long Seq { get; init; }

    /// <summary>Null until it registers.</summary>
    public VenueProfile? Profile { get; init; }

    /// <summary>Names of what it lists, each with the time of its listing, unix milliseconds.</summary>
    public ImmutableSortedDictionary<string, long> Instruments { get; init; } = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>Its live keys by id.</summary>
    public ImmutableSortedDictionary<string, VenueKey> Keys { get; init; } = ImmutableSortedDictionary.Create<string, VenueKey>(StringComparer.Ordinal);

    /// <summary>Ids of keys that were revoked; an id never comes back.</summary>
    public ImmutableArray<string> RevokedKeys { get; init; } = [];

    /// <summary>The newest recorded sign of life; null before the first.</summary>
    public VenueHeartbeat? Heartbeat { get; init; }

    /// <summary>Why it stands still; null while it does not.</summary>
    public VenueHalt? Halt { get; init; }

    /// <summary>The insurance fund, USD; at least 0.</summary>
    public decimal InsuranceFundUsd { get; init; }

    /// <summary>Which changes of the insurance fund have come, by who numbers them.</summary>
    public ImmutableSortedDictionary<string, OrdinalWindow> FundChanges { get; init; } = ImmutableSortedDictionary.Create<string, OrdinalWindow>(StringComparer.Ordinal);

    /// <summary>Number of the last unwind that drew on the insurance fund, by owner. An entry for each owner whose loss the fund was ever asked to cover.</summary>
    public ImmutableSortedDictionary<string, long> Draws { get; init; } = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);
}
