namespace RiskCluster.Core.Liquidations;

/// <summary>Why a liquidation queue refuses, in the order in which it looks.</summary>
public enum LiquidationQueueRejection
{
    /// <summary>A governed value leaves its bounds.</summary>
    RulesBounds,

    /// <summary>The owner is neither a name nor <c>venue/account</c>.</summary>
    OwnerNotAName,

    /// <summary>The number of a leg or an unwind is less than 1.</summary>
    LegIdBounds,

    /// <summary>Not <c>venue/account</c>, or of another venue.</summary>
    AccountElsewhere,

    /// <summary>Not the name of an instrument.</summary>
    InstrumentNotAName,

    /// <summary>The order's quantity is 0, out of bounds, or has too many digits.</summary>
    OrderQuantity,

    /// <summary>A price of the order is out of bounds or has too many digits.</summary>
    OrderPrice,

    /// <summary>The shortfall is negative or beyond 1e18.</summary>
    ShortfallBounds,

    /// <summary>The lifetime is not from 1 s to 7 days.</summary>
    LifetimeBounds,

    /// <summary>The terms of the order's auction are missing, superfluous or out of bounds.</summary>
    AuctionTerms,

    /// <summary>The reason is not plain text.</summary>
    ReasonNotPlain,

    /// <summary>Whoever acts is not named by the rule of names.</summary>
    ActorNotAName,

    /// <summary>The keeper is not named by the rule of names.</summary>
    KeeperNotAName,

    /// <summary>The fill is not named by the rule of names.</summary>
    FillIdNotAName,

    /// <summary>There is no such task.</summary>
    UnknownTask,

    /// <summary>The leg came with another order.</summary>
    OrderDiffers,

    /// <summary>The fill id stands for another fill.</summary>
    FillDiffers,

    /// <summary>The queue holds as many tasks as it may.</summary>
    QueueFull,

    /// <summary>The queue is halted.</summary>
    QueueHalted,

    /// <summary>Nothing of the task is left to be traded.</summary>
    TaskClosed,

    /// <summary>Somebody else holds the task.</summary>
    TaskClaimed,

    /// <summary>The task finds its keeper in another way.</summary>
    WrongMode,

    /// <summary>The lease is not from 1 s to the longest.</summary>
    LeaseBounds,

    /// <summary>The keeper holds as many tasks as it may.</summary>
    TooManyClaims,

    /// <summary>Too early or too late in the auction.</summary>
    WindowClosed,

    /// <summary>The fraction is not within (0, 1] or has too many digits.</summary>
    FractionBounds,

    /// <summary>The account is back on its buffer margin or worth nothing, or the share rounds to no unit.</summary>
    NothingForSale,

    /// <summary>The hash is not 64 hexadecimal digits in lower case.</summary>
    HashForm,

    /// <summary>The deposit is less than asked, or out of bounds.</summary>
    DepositBounds,

    /// <summary>The keeper is bound to another bid.</summary>
    BidDiffers,

    /// <summary>64 keepers bid already.</summary>
    TooManyBids,

    /// <summary>The keeper has not committed to a bid.</summary>
    UnknownBid,

    /// <summary>What is revealed is not what was committed.</summary>
    HashDiffers,

    /// <summary>The claim with that token is not live.</summary>
    ClaimLost,

    /// <summary>A fill's quantity is 0, out of bounds, or of the other sign.</summary>
    FillQuantity,

    /// <summary>More than is left to be traded under the claim.</summary>
    FillTooLarge,

    /// <summary>A price is out of bounds or has too many digits.</summary>
    FillPrice,

    /// <summary>Worse than the plan, or the winning bid, allows.</summary>
    PriceBeyondLimit,

    /// <summary>Worse than the reserve price.</summary>
    PriceBeyondReserve,

    /// <summary>Too far from the last trade.</summary>
    PriceBeyondLastTrade,

    /// <summary>The task is not filled, so it cannot be settled.</summary>
    NotFilled,
}
