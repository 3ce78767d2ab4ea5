using System.Text.Json.Serialization;

namespace RiskCluster.Core.Liquidations;

/// <summary>What a liquidation queue may be asked for.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SetRules), "set_rules")]
[JsonDerivedType(typeof(Enqueue), "enqueue")]
[JsonDerivedType(typeof(Withdraw), "withdraw")]
[JsonDerivedType(typeof(Claim), "claim")]
[JsonDerivedType(typeof(Release), "release")]
[JsonDerivedType(typeof(Fill), "fill")]
[JsonDerivedType(typeof(Bid), "bid")]
[JsonDerivedType(typeof(CommitBid), "commit_bid")]
[JsonDerivedType(typeof(RevealBid), "reveal_bid")]
[JsonDerivedType(typeof(CloseReveal), "close_reveal")]
[JsonDerivedType(typeof(Settle), "settle")]
[JsonDerivedType(typeof(Expire), "expire")]
[JsonDerivedType(typeof(Halt), "halt")]
[JsonDerivedType(typeof(Resume), "resume")]
[JsonDerivedType(typeof(SetCongestion), "set_congestion")]
public abstract record LiquidationQueueCommand
{
    private LiquidationQueueCommand()
    {
    }

    /// <summary>Governance sets the rules. A version that is not newer changes nothing.</summary>
    /// <param name="Rules">All of them.</param>
    /// <param name="Version">At least 1, rising.</param>
    public sealed record SetRules(LiquidationRules Rules, long Version) : LiquidationQueueCommand;

    /// <summary>An unwind hands over a leg. The same order again changes nothing.</summary>
    /// <param name="Order">The leg.</param>
    public sealed record Enqueue(LiquidationOrder Order) : LiquidationQueueCommand;

    /// <summary>An unwind takes a leg back: its claim is lost, what was filled stays.</summary>
    /// <param name="Owner">Key of the unwind.</param>
    /// <param name="LegId">Which leg.</param>
    public sealed record Withdraw(string Owner, long LegId) : LiquidationQueueCommand;

    /// <summary>A keeper takes a task on, for a time and with a fencing token.</summary>
    /// <param name="Keeper">Who.</param>
    /// <param name="LeaseMs">For how long, at least 1,000 and at most what the rules say.</param>
    /// <param name="TaskId">Which; null for the most urgent one.</param>
    public sealed record Claim(string Keeper, long LeaseMs, string? TaskId) : LiquidationQueueCommand;

    /// <summary>A keeper gives a task back.</summary>
    /// <param name="TaskId">Which.</param>
    /// <param name="Token">Of the claim.</param>
    /// <param name="Keeper">Who says so, as it was authenticated; null where only the claim's holder can say so.</param>
    public sealed record Release(string TaskId, long Token, string? Keeper = null) : LiquidationQueueCommand;

    /// <summary>A keeper has traded, under its claim. The same fill again changes nothing.</summary>
    /// <param name="TaskId">Of which task.</param>
    /// <param name="FillId">The venue's name of the fill.</param>
    /// <param name="Token">Of the claim.</param>
    /// <param name="Quantity">Units, negative when sold.</param>
    /// <param name="Price">Of the trade.</param>
    /// <param name="Keeper">Who says so, as it was authenticated; null where only the claim's holder can say so.</param>
    public sealed record Fill(string TaskId, string FillId, long Token, decimal Quantity, decimal Price, string? Keeper = null) : LiquidationQueueCommand;

    /// <summary>A bidder takes a share at the price of the moment of a Dutch auction. The same fill id again changes nothing.</summary>
    /// <param name="TaskId">Of which task.</param>
    /// <param name="FillId">The bidder's name of it.</param>
    /// <param name="Keeper">Who.</param>
    /// <param name="Fraction">The share wanted of what is left, within (0, 1]; more than may be sold gets what may be sold.</param>
    public sealed record Bid(string TaskId, string FillId, string Keeper, decimal Fraction) : LiquidationQueueCommand;

    /// <summary>A keeper commits to a bid that nobody can read.</summary>
    /// <param name="TaskId">For which task.</param>
    /// <param name="Keeper">Who.</param>
    /// <param name="Hash">By <see cref="SealedHash"/>.</param>
    /// <param name="DepositUsd">At stake.</param>
    public sealed record CommitBid(string TaskId, string Keeper, string Hash, decimal DepositUsd) : LiquidationQueueCommand;

    /// <summary>A keeper opens its bid.</summary>
    /// <param name="TaskId">For which task.</param>
    /// <param name="Keeper">Who.</param>
    /// <param name="Price">As committed.</param>
    /// <param name="Quantity">As committed, of the order's sign.</param>
    /// <param name="Nonce">As committed, 16 to 128 characters.</param>
    public sealed record RevealBid(string TaskId, string Keeper, decimal Price, decimal Quantity, string Nonce) : LiquidationQueueCommand;

    /// <summary>The time to reveal is over: the best bid gets the claim.</summary>
    /// <param name="TaskId">Which.</param>
    public sealed record CloseReveal(string TaskId) : LiquidationQueueCommand;

    /// <summary>The venue has settled what was filled.</summary>
    /// <param name="TaskId">Which.</param>
    public sealed record Settle(string TaskId) : LiquidationQueueCommand;

    /// <summary>Ends what its time is over for, at most 256 changes at a time: leases, tasks, reveals; gives what nobody came for to the backup keeper.</summary>
    public sealed record Expire : LiquidationQueueCommand;

    /// <summary>Stops the queue: no claims, no bids, and time stands still.</summary>
    /// <param name="Reason">For people.</param>
    /// <param name="By">Who.</param>
    public sealed record Halt(string Reason, string By) : LiquidationQueueCommand;

    /// <summary>Lets it go on, every deadline later by the time that it stood still.</summary>
    /// <param name="Reason">For people.</param>
    /// <param name="By">Who.</param>
    public sealed record Resume(string Reason, string By) : LiquidationQueueCommand;

    /// <summary>Says whether bidders have trouble to come: then leases are longer and the reserve price is higher.</summary>
    /// <param name="IsCongested">Whether they have.</param>
    /// <param name="By">Who says so.</param>
    public sealed record SetCongestion(bool IsCongested, string By) : LiquidationQueueCommand;
}
