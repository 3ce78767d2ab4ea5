using System.Collections.Immutable;
using RiskCluster.Core.Turns;
using static RiskCluster.Core.Liquidations.LiquidationQueueRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Liquidations.LiquidationQueueEvent, RiskCluster.Core.Liquidations.LiquidationQueueEffect>;

namespace RiskCluster.Core.Liquidations;

/// <summary>
/// Sealed bids: until the time to commit is over there is nothing but hashes anywhere, so no keeper can place its bid by somebody else's, and whoever looks at the others and
/// then does not reveal loses its deposit.
/// </summary>
internal static class SealedRules
{
    private const int MaxBids = 64;
    private const int HashDigits = 64;

    public static Decision Commit(LiquidationQueueState state, LiquidationQueueCommand.CommitBid commit, in Turn turn)
    {
        if (!KeyName.IsValid(commit.Keeper)) return LiquidationQueueMachine.Reject(KeeperNotAName, "keeper", $"the keeper is not {KeyName.Rule}");
        if (!state.Tasks.TryGetValue(commit.TaskId, out var task)) return LiquidationQueueMachine.Unknown(state, commit.TaskId);
        if (NotIn(state, commit.TaskId, task) is { } refusal) return refusal;
        if (turn.NowMs >= CommitEndMs(task)) return LiquidationQueueMachine.Reject(WindowClosed, null, $"bids for '{commit.TaskId}' were taken until {CommitEndMs(task)}, now is {turn.NowMs}");
        if (commit.Hash.Length != HashDigits || !commit.Hash.All(char.IsAsciiHexDigitLower))
            return LiquidationQueueMachine.Reject(HashForm, "hash", $"the hash is not {HashDigits} hexadecimal digits in lower case");
        if (commit.DepositUsd < task.Order.Sealed!.DepositUsd || !DecimalBounds.Holds(commit.DepositUsd, DecimalBounds.MaxUsd))
            return LiquidationQueueMachine.Reject(DepositBounds, "deposit_usd", $"the deposit {commit.DepositUsd} is less than {task.Order.Sealed.DepositUsd} USD or out of bounds");
        var bid = new SealedBid(commit.Keeper, commit.Hash, DecimalBounds.Plain(commit.DepositUsd));
        if (task.Bids.FirstOrDefault(known => known.Keeper == commit.Keeper) is { } own)
            return own == bid ? Decision.Duplicate() : LiquidationQueueMachine.Reject(BidDiffers, "hash", $"'{commit.Keeper}' is bound to another bid for '{commit.TaskId}'");
        if (task.Bids.Length >= MaxBids) return LiquidationQueueMachine.Reject(TooManyBids, null, $"{MaxBids} keepers bid for '{commit.TaskId}' already");
        return Decision.Accept(new LiquidationQueueEvent.BidCommitted(commit.TaskId, bid));
    }

    public static Decision Reveal(LiquidationQueueState state, LiquidationQueueCommand.RevealBid reveal, in Turn turn)
    {
        if (!KeyName.IsValid(reveal.Keeper)) return LiquidationQueueMachine.Reject(KeeperNotAName, "keeper", $"the keeper is not {KeyName.Rule}");
        if (!state.Tasks.TryGetValue(reveal.TaskId, out var task)) return LiquidationQueueMachine.Unknown(state, reveal.TaskId);
        if (NotIn(state, reveal.TaskId, task) is { } refusal) return refusal;
        if (turn.NowMs < CommitEndMs(task) || turn.NowMs >= RevealEndMs(task))
            return LiquidationQueueMachine.Reject(WindowClosed, null, $"bids for '{reveal.TaskId}' are revealed from {CommitEndMs(task)} until {RevealEndMs(task)}, now is {turn.NowMs}");
        if (task.Bids.FirstOrDefault(bid => bid.Keeper == reveal.Keeper) is not { } own)
            return LiquidationQueueMachine.Reject(UnknownBid, "keeper", $"'{reveal.Keeper}' has not committed to a bid for '{reveal.TaskId}'");
        if (reveal.Nonce.Length is < SealedHash.MinNonce or > SealedHash.MaxNonce || SealedHash.Of(reveal.TaskId, reveal.Keeper, reveal.Price, reveal.Quantity, reveal.Nonce) != own.Hash)
            return LiquidationQueueMachine.Reject(HashDiffers, "nonce", $"price, quantity and nonce (of {SealedHash.MinNonce} to {SealedHash.MaxNonce} characters) do not make the hash that '{reveal.Keeper}' is bound to");
        if (own.Price is not null) return Decision.Duplicate();
        if (reveal.Quantity == 0 || reveal.Quantity > 0 != task.Order.Quantity > 0 || !DecimalBounds.Holds(reveal.Quantity, DecimalBounds.MaxQuantity))
            return LiquidationQueueMachine.Reject(FillQuantity, "quantity", $"the quantity {reveal.Quantity} is 0, of the other sign than {task.Order.Quantity}, or out of bounds");
        if (Math.Abs(reveal.Quantity) > Math.Abs(task.RemainingQuantity))
            return LiquidationQueueMachine.Reject(FillTooLarge, "quantity", $"{reveal.Quantity} is more than the {task.RemainingQuantity} that are left");
        return PriceLimits.Beyond(state, task, reveal.Price)
            ?? Decision.Accept(new LiquidationQueueEvent.BidRevealed(reveal.TaskId, reveal.Keeper, DecimalBounds.Plain(reveal.Price), DecimalBounds.Plain(reveal.Quantity)));
    }

    public static Decision Close(LiquidationQueueState state, string taskId, in Turn turn)
    {
        if (!state.Tasks.TryGetValue(taskId, out var task)) return LiquidationQueueMachine.Unknown(state, taskId);
        if (NotIn(state, taskId, task) is { } refusal) return refusal;
        return turn.NowMs < RevealEndMs(task)
            ? LiquidationQueueMachine.Reject(WindowClosed, null, $"bids for '{taskId}' are revealed until {RevealEndMs(task)}, now is {turn.NowMs}")
            : Decide(state, taskId, task, turn.NowMs);
    }

    /// <summary>True once the auction can be decided.</summary>
    public static bool IsOver(LiquidationTask task, long nowMs) => task.Mode == LiquidationMode.Sealed && nowMs >= RevealEndMs(task);

    /// <summary>The best price gets the claim; of equal ones the earlier commitment.</summary>
    public static Decision Decide(LiquidationQueueState state, string taskId, LiquidationTask task, long nowMs)
    {
        var unrevealed = task.Bids.Where(bid => bid.Price is null).ToImmutableArray();
        var best = task.Bids.Where(bid => bid.Price is not null)
            .OrderByDescending(bid => task.Order.Quantity < 0 ? bid.Price!.Value : -bid.Price!.Value).FirstOrDefault();
        var leaseMs = state.Rules.MaxLeaseMs * PriceLimits.TimeFactor(state);
        var winner = best is null ? null : new LiquidationClaim(best.Keeper, state.LastToken + 1, nowMs + leaseMs, best.Quantity!.Value, best.Price, best.DepositUsd);
        var forfeitedUsd = unrevealed.Sum(bid => bid.DepositUsd);
        var closed = new LiquidationQueueEvent.RevealClosed(taskId, winner, [.. unrevealed.Select(bid => bid.Keeper)], forfeitedUsd, nowMs);
        return forfeitedUsd > 0 ? Decision.Accept(closed, ClaimRules.Payment(state, forfeitedUsd)) : Decision.Accept(closed);
    }

    private static Decision? NotIn(LiquidationQueueState state, string taskId, LiquidationTask task) =>
        LiquidationQueueMachine.Taken(state, taskId, task, keeper: null)
        ?? (task.Mode == LiquidationMode.Sealed ? null : LiquidationQueueMachine.Reject(WrongMode, "task_id", $"task '{taskId}' takes no sealed bids: {Reasons.Of(task.Mode)}"));

    private static long CommitEndMs(LiquidationTask task) => task.OpenedAtMs + task.Order.Sealed!.CommitMs;

    private static long RevealEndMs(LiquidationTask task) => CommitEndMs(task) + task.Order.Sealed!.RevealMs;
}
