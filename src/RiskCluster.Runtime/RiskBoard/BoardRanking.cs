using System.Collections.Immutable;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>All owners of one cycle, those first whom it could not margin, then by rising maintenance excess.</summary>
public sealed class BoardRanking
{
    private readonly Lazy<ImmutableArray<OwnerRank>> sorted;

    internal BoardRanking(BoardView view, OwnerRank[] ranks)
    {
        View = view;
        sorted = new(() => [.. ranks.OrderBy(rank => rank, Order)]);
    }

    /// <summary>How ranks are ordered: not a number first, then by excess; equal ones by ordinal name.</summary>
    public static IComparer<OwnerRank> Order { get; } = Comparer<OwnerRank>.Create((one, other) =>
        one.MaintenanceExcessUsd.CompareTo(other.MaintenanceExcessUsd) is not 0 and var order ? order : string.CompareOrdinal(one.Owner, other.Owner));

    /// <summary>The cycle.</summary>
    public BoardView View { get; }

    /// <summary>The owners in order; sorted when first asked for.</summary>
    public ImmutableArray<OwnerRank> Owners => sorted.Value;

    /// <summary>The owners that come after one, whether or not it is still there.</summary>
    public IEnumerable<OwnerRank> After(OwnerRank last)
    {
        var at = Owners.BinarySearch(last, Order);
        return Owners.Skip(at < 0 ? ~at : at + 1);
    }
}
