using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Accounts;

/// <summary>What one account holds on one venue, and whose it is. Immutable.</summary>
/// <param name="Key"><c>venue/account</c>.</param>
public sealed record AccountState(string Key)
{
    /// <summary>Events so far: the account's sequence in the journal, which margin evidence names as its position sequence.</summary>
    public long Seq { get; init; }

    /// <summary>Epoch of the position updates; 0 before the first.</summary>
    public long Epoch { get; init; }

    /// <summary>Sequence of the snapshot that opened the epoch; 0 when the first batch did.</summary>
    public long SnapshotSequence { get; init; }

    /// <summary>Sequence of the newest position update.</summary>
    public long LastSequence { get; init; }

    /// <summary>Position updates that are known to be missing; null when none are.</summary>
    public PositionGap? Gap { get; init; }

    /// <summary>By instrument.</summary>
    public PositionDictionary Positions { get; init; } = PositionDictionary.Empty;

    /// <summary>Epoch of the collateral updates; 0 before the first.</summary>
    public long CollateralEpoch { get; init; }

    /// <summary>Sequence of the newest collateral update.</summary>
    public long CollateralSequence { get; init; }

    /// <summary>Dollars, negative when owed.</summary>
    public decimal CashUsd { get; init; }

    /// <summary>By <see cref="LineOf"/>.</summary>
    public ImmutableSortedDictionary<string, CollateralItem> Collateral { get; init; } = None<CollateralItem>.Yet;

    /// <summary>Which fills have come, by who numbers them.</summary>
    public ImmutableSortedDictionary<string, OrdinalWindow> Fills { get; init; } = None<OrdinalWindow>.Yet;

    /// <summary>The newest unwind of whose loss a share is paid, by the unwind's owner.</summary>
    public ImmutableSortedDictionary<string, long> LossShares { get; init; } = None<long>.Yet;

    /// <summary>Margin taken by open orders, by order id.</summary>
    public ImmutableSortedDictionary<string, Reservation> Reservations { get; init; } = None<Reservation>.Yet;

    /// <summary>Whose account it is; null when nobody's but its own.</summary>
    public OwnerLink? Link { get; init; }

    /// <summary>Links that owners offer and the venue has not consented to, link ids by owner.</summary>
    public ImmutableSortedDictionary<string, long> Offers { get; init; } = None<long>.Yet;

    /// <summary>The owner that the venue consents to and that has not offered yet; null when there is none.</summary>
    public string? Consent { get; init; }

    /// <summary>Where the account nets: its owner, or itself.</summary>
    [JsonIgnore]
    public string OwnerKey => Link?.Owner ?? Key;

    /// <summary>Initial margin that its open orders have taken, USD, expired ones included until they are removed.</summary>
    [JsonIgnore]
    public decimal ReservedUsd => Reservations.Values.Sum(reservation => reservation.InitialMarginUsd);

    /// <summary>The key of a line of collateral: asset and chain.</summary>
    public static string LineOf(string asset, string? chain) => chain is null ? asset : $"{asset}@{chain}";

    // One for all accounts: most have none of these.
    private static class None<T>
    {
        public static readonly ImmutableSortedDictionary<string, T> Yet = ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
    }
}
