namespace RiskCluster.Core.Accounts;

/// <summary>Why an account refuses, in the order in which it looks. Position and collateral updates are recognised as redelivered after <see cref="StaleEpoch"/>.</summary>
public enum AccountRejection
{
    /// <summary>An epoch is less than 1 or more than 2^53 - 1.</summary>
    EpochBounds,

    /// <summary>A sequence is less than 1 or more than 2^53 - 1, or not above the previous one, or that is less than 0.</summary>
    SequenceBounds,

    /// <summary>A newer epoch has replaced this one.</summary>
    StaleEpoch,

    /// <summary>Updates before this one are missing.</summary>
    SequenceGap,

    /// <summary>More than 10,000 positions in one update.</summary>
    TooManyPositions,

    /// <summary>An instrument is named twice in one update.</summary>
    InstrumentTwice,

    /// <summary>A size is beyond 1e15 or has more than 9 digits after the point.</summary>
    SizeBounds,

    /// <summary>An average price is below 1e-9, beyond 1e12, or has more than 9 digits after the point.</summary>
    AveragePriceBounds,

    /// <summary>Cash is beyond 1e18 or has more than 9 digits after the point.</summary>
    CashBounds,

    /// <summary>More than 256 lines of collateral.</summary>
    TooMuchCollateral,

    /// <summary>An asset is not a key name.</summary>
    AssetNotAName,

    /// <summary>A chain is not a key name.</summary>
    ChainNotAName,

    /// <summary>An asset is named twice on one chain.</summary>
    AssetTwice,

    /// <summary>A quantity of collateral is beyond 1e15 or has more than 9 digits after the point.</summary>
    CollateralQuantity,

    /// <summary>Who numbers the fills is not named by the rule of sources.</summary>
    FillSourceNotAName,

    /// <summary>The ordinal of a fill is less than 1.</summary>
    FillOrdinal,

    /// <summary>The ordinal lies so far back that nobody knows whether the fill has come.</summary>
    FillForgotten,

    /// <summary>16 sources number fills already.</summary>
    TooManyFillSources,

    /// <summary>A fill's quantity is 0, beyond 1e15, or has more than 9 digits after the point.</summary>
    FillQuantity,

    /// <summary>A fill's price is below 1e-9, beyond 1e12, or has more than 9 digits after the point.</summary>
    FillPrice,

    /// <summary>Whose unwind it is is no key name, nor venue/account.</summary>
    ShareOwnerNotAName,

    /// <summary>The number of an unwind is less than 1.</summary>
    ShareUnwindId,

    /// <summary>A share is not above 0, is beyond 1e18, or has more than 9 digits after the point.</summary>
    ShareAmount,

    /// <summary>The order id is not a key name.</summary>
    OrderIdNotAName,

    /// <summary>An order's size is 0, beyond 1e15, or has more than 9 digits after the point.</summary>
    OrderSize,

    /// <summary>An order's price is below 1e-9, beyond 1e12, or has more than 9 digits after the point.</summary>
    OrderPrice,

    /// <summary>A reservation would live less than 1 ms or more than 10 minutes.</summary>
    OrderLifetime,

    /// <summary>The order id stands for another order.</summary>
    OrderIdTaken,

    /// <summary>There is no reservation of that order.</summary>
    UnknownReservation,

    /// <summary>What the venue lists is not known now.</summary>
    ListingUnknown,

    /// <summary>The venue does not list the instrument, and the change does not reduce what is held of it.</summary>
    UnknownInstrument,

    /// <summary>A future or perpetual without an average price.</summary>
    AveragePriceMissing,

    /// <summary>The account would hold more than 10,000 positions.</summary>
    AccountFull,

    /// <summary>The reservation is for another instrument or the other side.</summary>
    ReservationDiffers,

    /// <summary>Position, cash or coin would exceed the greatest amount.</summary>
    ResultBounds,

    /// <summary>There are 1,000 reservations already.</summary>
    TooManyReservations,

    /// <summary>No margin could be computed for the portfolio in which the account nets.</summary>
    MarginUnknown,

    /// <summary>The margin was computed from other positions or reservations than the account has now.</summary>
    MarginOutdated,

    /// <summary>The margin was computed from a market that is older than allowed.</summary>
    MarginStale,

    /// <summary>The margin was computed from a market that is halted.</summary>
    MarginHalted,

    /// <summary>Position updates are missing and the order does not reduce risk.</summary>
    GapOpen,

    /// <summary>Equity does not cover initial margin and reservations with the order.</summary>
    InsufficientMargin,

    /// <summary>The owner is not a key name.</summary>
    OwnerNotAName,

    /// <summary>A link id is less than 1.</summary>
    LinkIdBounds,

    /// <summary>The account is another owner's.</summary>
    LinkedToAnother,
}
