using System.Collections.Immutable;

namespace RiskCluster.Risk.Collateral;

/// <summary>Haircuts by asset, quality and venue (MODEL COL-1). Immutable.</summary>
/// <remarks>
/// The most specific entry wins: asset, tier and venue; asset and tier; asset and venue; asset; tier and venue; tier; venue; the entry that names nothing. What no
/// entry matches does not count at all.
/// </remarks>
public sealed class HaircutSchedule
{
    private readonly ImmutableArray<HaircutEntry> entries;

    /// <summary>A schedule of entries in any order.</summary>
    /// <exception cref="ArgumentException">Two entries name the same.</exception>
    public HaircutSchedule(IEnumerable<HaircutEntry> entries)
    {
        this.entries = [.. entries.OrderByDescending(entry => entry.Specificity)];
        var twice = this.entries.GroupBy(entry => (entry.Asset, entry.Tier, entry.Venue)).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new ArgumentException($"{twice.First()} is there twice", nameof(entries));
    }

    /// <summary>The entry that decides; null when none matches.</summary>
    public HaircutEntry? Find(string asset, string tier, string venue) => entries.FirstOrDefault(entry => entry.Matches(asset, tier, venue));
}
