using RiskCluster.Core.Parameters;

namespace RiskCluster.Runtime.Cluster;

/// <summary>Adds up the runs of a proposal on the parts of a book. No owner is in two parts.</summary>
public static class ImpactSum
{
    /// <summary>The run on the whole book.</summary>
    /// <param name="parts">One or more.</param>
    /// <param name="worstCount">How many owners to name.</param>
    public static ImpactReport Of(IReadOnlyList<ImpactReport> parts, int worstCount)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0) throw new ArgumentException("a book has at least one part", nameof(parts));
        return new(
            parts.Max(part => part.MarketSeq),
            parts.Sum(part => part.Owners),
            parts.Sum(part => part.NewlyBelowMaintenance),
            parts.Sum(part => part.InitialMarginBefore),
            parts.Sum(part => part.InitialMarginAfter),
            [.. parts.SelectMany(part => part.States).GroupBy(item => item.State).OrderBy(item => item.Key).Select(item => new StateCount(item.Key, item.Sum(count => count.Before), item.Sum(count => count.After)))],
            [.. parts.SelectMany(part => part.WorstOwners)
                .OrderByDescending(impact => impact.InitialMarginAfter - impact.InitialMarginBefore)
                .ThenBy(impact => impact.Owner, StringComparer.Ordinal)
                .Take(worstCount)],
            parts.Sum(part => part.Unmargined));
    }
}
