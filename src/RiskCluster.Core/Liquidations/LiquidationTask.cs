using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.Liquidations;

/// <summary>An order in its queue. Immutable.</summary>
/// <param name="Order">What is to be done.</param>
/// <param name="OpenedAtMs">When it came; moved on by the time that the queue was halted.</param>
/// <param name="ExpiresAtMs">When its time is over, moved likewise.</param>
public sealed record LiquidationTask(LiquidationOrder Order, long OpenedAtMs, long ExpiresAtMs)
{
    /// <summary>How far it is.</summary>
    public LiquidationStatus Status { get; init; } = LiquidationStatus.Open;

    /// <summary>How it finds its keeper now: an auction without a winner becomes an order.</summary>
    public LiquidationMode Mode { get; init; } = Order.Mode;

    /// <summary>The account as bids have left it; null but for a Dutch auction.</summary>
    public DutchTerms? Dutch { get; init; } = Order.Dutch;

    /// <summary>Traded so far, of the order's sign.</summary>
    public decimal FilledQuantity { get; init; }

    /// <summary>The queue's number of its newest fill; 0 before the first. Once the account has it, the account has all fills of the task.</summary>
    public long LastFill { get; init; }

    /// <summary>The one live claim; null when there is none.</summary>
    public LiquidationClaim? Claim { get; init; }

    /// <summary>What the present claim has traded, of the order's sign.</summary>
    public decimal ClaimFilledQuantity { get; init; }

    /// <summary>Since when nobody holds it, unix milliseconds.</summary>
    public long UnclaimedSinceMs { get; init; } = OpenedAtMs;

    /// <summary>Sealed bids in the order of their commitment.</summary>
    public ImmutableArray<SealedBid> Bids { get; init; } = [];

    /// <summary>What is left to trade, of the order's sign.</summary>
    [JsonIgnore]
    public decimal RemainingQuantity => Order.Quantity - FilledQuantity;

    /// <summary>True while a keeper may claim it.</summary>
    [JsonIgnore]
    public bool IsClaimable => !IsClosed && Claim is null && Mode == LiquidationMode.Order;

    /// <summary>True once nothing can be traded any more.</summary>
    [JsonIgnore]
    public bool IsClosed => Status >= LiquidationStatus.Filled;

    /// <summary>True once nothing can happen any more.</summary>
    [JsonIgnore]
    public bool IsEnded => Status >= LiquidationStatus.Settled;
}
