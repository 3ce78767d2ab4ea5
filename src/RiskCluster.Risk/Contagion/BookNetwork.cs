using System.Collections.Immutable;

namespace RiskCluster.Risk.Contagion;

/// <summary>The network that a live book is: venues with their funds, owners across venues, and the collateral that they share (MODEL SYS-1).</summary>
/// <remarks>
/// Every account with equity is a claim of its owner on its venue; every account below 0 a claim of its venue on its owner. A venue holds in cash what it owes its owners
/// beyond what they owe it, and its fund; what they owe beyond that it owes outside. So before any shock a venue is worth its fund. Owners hold the pools.
/// </remarks>
public static class BookNetwork
{
    /// <summary>The node of a venue.</summary>
    public static string VenueNode(string venue) => $"venue:{venue}";

    /// <summary>The node of an owner.</summary>
    public static string OwnerNode(string owner) => $"owner:{owner}";

    /// <summary>Builds it.</summary>
    /// <param name="venues">Each once.</param>
    /// <param name="accounts">In any order, on known venues, their collateral in known pools.</param>
    /// <param name="pools">Each once.</param>
    /// <exception cref="ArgumentException">A venue or pool twice or unknown, or an amount outside its range.</exception>
    public static ContagionNetwork Of(ImmutableArray<BookVenue> venues, ImmutableArray<BookAccount> accounts, ImmutableArray<ContagionPool> pools)
    {
        var owedUsd = accounts.GroupBy(account => account.Venue, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.OrderBy(account => account.Owner, StringComparer.Ordinal).Sum(account => account.EquityUsd), StringComparer.Ordinal);
        var venueNodes = venues.Select(venue =>
        {
            var owed = owedUsd.GetValueOrDefault(venue.Venue);
            return new ContagionNode(VenueNode(venue.Venue), ContagionNodeKind.Venue, venue.InsuranceFundUsd + Math.Max(0, owed), Math.Max(0, -owed));
        });
        var ownerNodes = accounts.GroupBy(account => account.Owner, StringComparer.Ordinal)
            .Select(group => new ContagionNode(OwnerNode(group.Key), ContagionNodeKind.Owner, 0, 0, group.OrderBy(account => account.Venue, StringComparer.Ordinal).Sum(account => account.RequirementUsd)));
        var liabilities = accounts.Select(account => account.EquityUsd >= 0
            ? new ContagionLiability(VenueNode(account.Venue), OwnerNode(account.Owner), account.EquityUsd)
            : new ContagionLiability(OwnerNode(account.Owner), VenueNode(account.Venue), -account.EquityUsd));
        var holdings = accounts.SelectMany(account => account.CollateralUsd.Select(item => new PoolHolding(OwnerNode(account.Owner), item.Key, item.Value)));
        return new([.. venueNodes, .. ownerNodes], [.. liabilities], pools, [.. holdings]);
    }
}
