using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.Accounts;

/// <summary>What has happened to an account.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(PositionsApplied), "positions_applied")]
[JsonDerivedType(typeof(PositionsReplaced), "positions_replaced")]
[JsonDerivedType(typeof(GapSeen), "gap_seen")]
[JsonDerivedType(typeof(CollateralSet), "collateral_set")]
[JsonDerivedType(typeof(FillApplied), "fill_applied")]
[JsonDerivedType(typeof(ReservationMade), "reservation_made")]
[JsonDerivedType(typeof(ReservationReleased), "reservation_released")]
[JsonDerivedType(typeof(ReservationsExpired), "reservations_expired")]
[JsonDerivedType(typeof(LinkOffered), "link_offered")]
[JsonDerivedType(typeof(LinkConsented), "link_consented")]
[JsonDerivedType(typeof(ConsentWithdrawn), "consent_withdrawn")]
[JsonDerivedType(typeof(LinkRefused), "link_refused")]
[JsonDerivedType(typeof(OwnerLinked), "owner_linked")]
[JsonDerivedType(typeof(OfferWithdrawn), "offer_withdrawn")]
[JsonDerivedType(typeof(OwnerReleased), "owner_released")]
[JsonDerivedType(typeof(LossSharePaid), "loss_share_paid")]
public abstract record AccountEvent
{
    private AccountEvent()
    {
    }

    /// <summary>Some positions have changed.</summary>
    public sealed record PositionsApplied(long Epoch, long Sequence, ImmutableArray<PositionChange> Changes) : AccountEvent;

    /// <summary>All positions are these, under a new epoch.</summary>
    public sealed record PositionsReplaced(long Epoch, long Sequence, ImmutableArray<PositionChange> Positions) : AccountEvent;

    /// <summary>Updates are missing: until they have come, only orders that reduce risk.</summary>
    public sealed record GapSeen(PositionGap Gap) : AccountEvent;

    /// <summary>Cash and collateral are these.</summary>
    public sealed record CollateralSet(long Epoch, long Sequence, decimal CashUsd, ImmutableArray<CollateralItem> Items) : AccountEvent;

    /// <summary>Something was traded; what it left behind was computed then and is not computed again.</summary>
    public sealed record FillApplied(
        string Source, long Ordinal, FillKind Kind, string Instrument, decimal Quantity, decimal Price, string? ReservationId, FillOutcome Outcome) : AccountEvent;

    /// <summary>An order has taken margin.</summary>
    public sealed record ReservationMade(string OrderId, Reservation Reservation) : AccountEvent;

    /// <summary>An order has given its margin back.</summary>
    public sealed record ReservationReleased(string OrderId) : AccountEvent;

    /// <summary>The time of orders is over.</summary>
    public sealed record ReservationsExpired(ImmutableArray<string> OrderIds, long AtMs) : AccountEvent;

    /// <summary>An owner offers to take the account in.</summary>
    public sealed record LinkOffered(OwnerLink Link) : AccountEvent;

    /// <summary>The venue consents to an owner that has not offered yet.</summary>
    public sealed record LinkConsented(string Owner) : AccountEvent;

    /// <summary>The venue does not consent any more.</summary>
    public sealed record ConsentWithdrawn(string Owner) : AccountEvent;

    /// <summary>An owner's offer was refused.</summary>
    public sealed record LinkRefused(OwnerLink Link, string Reason) : AccountEvent;

    /// <summary>The account is this owner's.</summary>
    public sealed record OwnerLinked(OwnerLink Link) : AccountEvent;

    /// <summary>An owner has taken its offer back.</summary>
    public sealed record OfferWithdrawn(OwnerLink Link) : AccountEvent;

    /// <summary>The account is its own again.</summary>
    public sealed record OwnerReleased(OwnerLink Link) : AccountEvent;

    /// <summary>A share of a loss is paid.</summary>
    /// <param name="Owner">Whose unwind has left it.</param>
    /// <param name="UnwindId">Which.</param>
    /// <param name="AmountUsd">Out of cash.</param>
    /// <param name="CashUsd">Cash now.</param>
    public sealed record LossSharePaid(string Owner, long UnwindId, decimal AmountUsd, decimal CashUsd) : AccountEvent;
}
