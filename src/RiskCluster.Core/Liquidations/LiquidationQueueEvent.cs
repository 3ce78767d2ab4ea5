using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.Liquidations;

/// <summary>What has happened to a liquidation queue.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RulesSet), "rules_set")]
[JsonDerivedType(typeof(TaskEnqueued), "task_enqueued")]
[JsonDerivedType(typeof(TaskClaimed), "task_claimed")]
[JsonDerivedType(typeof(ClaimEnded), "claim_ended")]
[JsonDerivedType(typeof(FillTaken), "fill_taken")]
[JsonDerivedType(typeof(BidCommitted), "bid_committed")]
[JsonDerivedType(typeof(BidRevealed), "bid_revealed")]
[JsonDerivedType(typeof(RevealClosed), "reveal_closed")]
[JsonDerivedType(typeof(TaskEnded), "task_ended")]
[JsonDerivedType(typeof(QueueHalted), "queue_halted")]
[JsonDerivedType(typeof(QueueResumed), "queue_resumed")]
[JsonDerivedType(typeof(CongestionChanged), "congestion_changed")]
public abstract record LiquidationQueueEvent
{
    private LiquidationQueueEvent()
    {
    }

    /// <summary>The rules are these.</summary>
    public sealed record RulesSet(LiquidationRules Rules, long Version) : LiquidationQueueEvent;

    /// <summary>A task is open.</summary>
    public sealed record TaskEnqueued(string TaskId, LiquidationOrder Order, long AtMs, long ExpiresAtMs) : LiquidationQueueEvent;

    /// <summary>A keeper holds the task.</summary>
    public sealed record TaskClaimed(string TaskId, LiquidationClaim Claim) : LiquidationQueueEvent;

    /// <summary>The keeper holds it no more.</summary>
    /// <param name="TaskId">Which.</param>
    /// <param name="Token">Of the claim.</param>
    /// <param name="End">Why.</param>
    /// <param name="ForfeitedUsd">Deposit that went into the insurance fund.</param>
    /// <param name="AtMs">When, unix milliseconds.</param>
    public sealed record ClaimEnded(string TaskId, long Token, ClaimEnd End, decimal ForfeitedUsd, long AtMs) : LiquidationQueueEvent;

    /// <summary>Some of the task is traded.</summary>
    /// <param name="TaskId">Which.</param>
    /// <param name="FillId">The venue's or bidder's name of the fill.</param>
    /// <param name="Ordinal">The queue's number of it.</param>
    /// <param name="Keeper">Who.</param>
    /// <param name="Token">Of the claim; 0 for a bid in a Dutch auction.</param>
    /// <param name="Quantity">Units, negative when sold.</param>
    /// <param name="Price">At what price.</param>
    /// <param name="IsFilled">True when nothing is left to trade.</param>
    /// <param name="Fraction">The share that a Dutch bidder wanted; null for any other fill.</param>
    /// <param name="After">The account of a Dutch auction afterwards; null for any other.</param>
    public sealed record FillTaken(
        string TaskId, string FillId, long Ordinal, string Keeper, long Token, decimal Quantity, decimal Price, bool IsFilled, decimal? Fraction, DutchTerms? After) : LiquidationQueueEvent;

    /// <summary>A keeper is bound to a bid.</summary>
    public sealed record BidCommitted(string TaskId, SealedBid Bid) : LiquidationQueueEvent;

    /// <summary>A bid is open.</summary>
    public sealed record BidRevealed(string TaskId, string Keeper, decimal Price, decimal Quantity) : LiquidationQueueEvent;

    /// <summary>The auction is decided. Deposits that are not forfeited go back, the winner's once it has filled.</summary>
    /// <param name="TaskId">Which.</param>
    /// <param name="Winner">The claim of the best bid; null when there was none, and the task is an order from now on.</param>
    /// <param name="Unrevealed">Keepers that did not reveal.</param>
    /// <param name="ForfeitedUsd">Their deposits.</param>
    /// <param name="AtMs">When, unix milliseconds.</param>
    public sealed record RevealClosed(string TaskId, LiquidationClaim? Winner, ImmutableArray<string> Unrevealed, decimal ForfeitedUsd, long AtMs) : LiquidationQueueEvent;

    /// <summary>The task is settled, expired or cancelled.</summary>
    public sealed record TaskEnded(string TaskId, LiquidationStatus Status, decimal FilledQuantity, long AtMs) : LiquidationQueueEvent;

    /// <summary>The queue stands still.</summary>
    public sealed record QueueHalted(QueueHalt Halt) : LiquidationQueueEvent;

    /// <summary>The queue goes on.</summary>
    /// <param name="Reason">For people.</param>
    /// <param name="By">Who.</param>
    /// <param name="StoodMs">For how long it stood; every deadline is later by it.</param>
    public sealed record QueueResumed(string Reason, string By, long StoodMs) : LiquidationQueueEvent;

    /// <summary>Bidders have trouble to come, or no more.</summary>
    public sealed record CongestionChanged(bool IsCongested, string By, long AtMs) : LiquidationQueueEvent;
}
