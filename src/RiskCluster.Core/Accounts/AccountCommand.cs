using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.Accounts;

/// <summary>What an account actor may be asked for.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ApplyPositions), "apply_positions")]
[JsonDerivedType(typeof(SnapshotPositions), "snapshot_positions")]
[JsonDerivedType(typeof(SetCollateral), "set_collateral")]
[JsonDerivedType(typeof(ApplyFill), "apply_fill")]
[JsonDerivedType(typeof(Reserve), "reserve")]
[JsonDerivedType(typeof(Release), "release")]
[JsonDerivedType(typeof(ExpireReservations), "expire_reservations")]
[JsonDerivedType(typeof(OfferLink), "offer_link")]
[JsonDerivedType(typeof(ConsentLink), "consent_link")]
[JsonDerivedType(typeof(WithdrawConsent), "withdraw_consent")]
[JsonDerivedType(typeof(ReleaseOwner), "release_owner")]
[JsonDerivedType(typeof(PayLossShare), "pay_loss_share")]
public abstract record AccountCommand
{
    private AccountCommand()
    {
    }

    /// <summary>The positions that have changed since the update before. A redelivery changes nothing; a gap is refused, so that the venue resends.</summary>
    /// <param name="Epoch">Of the venue's numbering; at least 1. A new account opens with any; later ones are opened by <see cref="SnapshotPositions"/>.</param>
    /// <param name="Sequence">Of this update; above the one before.</param>
    /// <param name="PreviousSequence">Of the update before; 0 for the first.</param>
    /// <param name="Changes">New sizes.</param>
    public sealed record ApplyPositions(long Epoch, long Sequence, long PreviousSequence, ImmutableArray<PositionChange> Changes) : AccountCommand;

    /// <summary>All positions, under a new epoch: what is not named is closed. Fills gaps.</summary>
    /// <param name="Epoch">Above the present one.</param>
    /// <param name="Sequence">From which the next update goes on.</param>
    /// <param name="Positions">All of them.</param>
    public sealed record SnapshotPositions(long Epoch, long Sequence, ImmutableArray<PositionChange> Positions) : AccountCommand;

    /// <summary>All cash and collateral. The newest wins; gaps do not matter, because every update is whole.</summary>
    /// <param name="Epoch">Of the venue's numbering of collateral; at least 1.</param>
    /// <param name="Sequence">Of this update; at least 1.</param>
    /// <param name="CashUsd">Dollars, negative when owed.</param>
    /// <param name="Items">All of them.</param>
    public sealed record SetCollateral(long Epoch, long Sequence, decimal CashUsd, ImmutableArray<CollateralItem> Items) : AccountCommand;

    /// <summary>Something was traded. A fill is a fact: it is refused only when it cannot be understood, never for want of margin.</summary>
    /// <param name="Source">Who numbers the fills.</param>
    /// <param name="Ordinal">At least 1, rising by source: one that has come changes nothing.</param>
    /// <param name="Kind">Why.</param>
    /// <param name="Instrument">What.</param>
    /// <param name="Quantity">Units, negative when sold.</param>
    /// <param name="Price">USD a coin; coin a coin for inverse options.</param>
    /// <param name="ReservationId">The order whose reservation it uses up; null for none. A reservation that has expired is no obstacle.</param>
    public sealed record ApplyFill(string Source, long Ordinal, FillKind Kind, string Instrument, decimal Quantity, decimal Price, string? ReservationId = null) : AccountCommand;

    /// <summary>Checks an order and takes its margin until it is filled, released or expired.</summary>
    /// <param name="OrderId">Its name.</param>
    /// <param name="Instrument">What.</param>
    /// <param name="Size">Units, negative to sell.</param>
    /// <param name="Price">Of the order.</param>
    /// <param name="LifetimeMs">How long the margin is kept.</param>
    public sealed record Reserve(string OrderId, string Instrument, decimal Size, decimal Price, long LifetimeMs) : AccountCommand;

    /// <summary>Gives the margin of an order back.</summary>
    /// <param name="OrderId">Its name.</param>
    public sealed record Release(string OrderId) : AccountCommand;

    /// <summary>Gives the margin of orders back whose time is over.</summary>
    public sealed record ExpireReservations : AccountCommand;

    /// <summary>An owner, by its portfolio, offers to take the account in.</summary>
    /// <param name="Owner">Key of the portfolio.</param>
    /// <param name="LinkId">Its number of the link.</param>
    public sealed record OfferLink(string Owner, long LinkId) : AccountCommand;

    /// <summary>The venue consents that the account becomes this owner's. Before or after the offer; a later consent replaces an earlier one.</summary>
    /// <param name="Owner">Key of the portfolio.</param>
    public sealed record ConsentLink(string Owner) : AccountCommand;

    /// <summary>The venue takes back a consent that no offer has met.</summary>
    /// <param name="Owner">Key of the portfolio.</param>
    public sealed record WithdrawConsent(string Owner) : AccountCommand;

    /// <summary>The portfolio lets the account go, or withdraws its offer.</summary>
    /// <param name="Owner">Key of the portfolio.</param>
    /// <param name="LinkId">Its number of the link.</param>
    public sealed record ReleaseOwner(string Owner, long LinkId) : AccountCommand;

    /// <summary>The account pays its share of a loss that an unwind has left on its venue. A share is a fact as a fill is: it comes once, and is never refused for want of money.</summary>
    /// <param name="Owner">Whose unwind.</param>
    /// <param name="UnwindId">At least 1, rising by owner: one that has come changes nothing.</param>
    /// <param name="AmountUsd">Above 0.</param>
    public sealed record PayLossShare(string Owner, long UnwindId, decimal AmountUsd) : AccountCommand;
}
