using System.Collections.Immutable;
using RiskCluster.Core.Turns;
using static RiskCluster.Core.Liquidations.LiquidationQueueRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Liquidations.LiquidationQueueEvent, RiskCluster.Core.Liquidations.LiquidationQueueEffect>;

namespace RiskCluster.Core.Liquidations;

/// <summary>How a keeper takes a task on and what it may do with it.</summary>
internal static class ClaimRules
{
    private const long MinLeaseMs = 1_000;

    public static Decision Claim(LiquidationQueueState state, LiquidationQueueCommand.Claim claim, in Turn turn)
    {
        if (!KeyName.IsValid(claim.Keeper)) return LiquidationQueueMachine.Reject(KeeperNotAName, "keeper", $"the keeper is not {KeyName.Rule}");
        var taskId = claim.TaskId ?? state.Claimable().Select(open => open.Key).FirstOrDefault();
        if (taskId is null) return LiquidationQueueMachine.Reject(UnknownTask, "task_id", $"the queue of '{state.Venue}' has no task to claim");
        if (!state.Tasks.TryGetValue(taskId, out var task)) return LiquidationQueueMachine.Unknown(state, taskId);
        if (LiquidationQueueMachine.Taken(state, taskId, task, claim.Keeper) is { } refusal) return refusal;
        if (task.Claim is not null) return Decision.Duplicate();
        if (task.Mode != LiquidationMode.Order) return LiquidationQueueMachine.Reject(WrongMode, "task_id", $"task '{taskId}' is in an auction: {Reasons.Of(task.Mode)}");
        var longestMs = state.Rules.MaxLeaseMs * PriceLimits.TimeFactor(state);
        if (claim.LeaseMs < MinLeaseMs || claim.LeaseMs > longestMs) return LiquidationQueueMachine.Reject(LeaseBounds, "lease_ms", $"a lease of {claim.LeaseMs} ms is not from {MinLeaseMs} to {longestMs}");
        var held = state.Claims.GetValueOrDefault(claim.Keeper);
        if (held >= state.Rules.MaxClaims) return LiquidationQueueMachine.Reject(TooManyClaims, "keeper", $"'{claim.Keeper}' holds {held} tasks, at most {state.Rules.MaxClaims} it may");
        return Decision.Accept(new LiquidationQueueEvent.TaskClaimed(taskId, new(claim.Keeper, state.LastToken + 1, turn.NowMs + claim.LeaseMs, task.RemainingQuantity)));
    }

    public static Decision Release(LiquidationQueueState state, LiquidationQueueCommand.Release release, in Turn turn)
    {
        if (!state.Tasks.TryGetValue(release.TaskId, out var task)) return LiquidationQueueMachine.Unknown(state, release.TaskId);
        return Lost(release.TaskId, task, release.Token, release.Keeper) ?? End(state, release.TaskId, task, ClaimEnd.Released, turn.NowMs);
    }

    public static Decision Fill(LiquidationQueueState state, LiquidationQueueCommand.Fill fill, in Turn turn)
    {
        if (!KeyName.IsValid(fill.FillId)) return LiquidationQueueMachine.Reject(FillIdNotAName, "fill_id", $"the fill id is not {KeyName.Rule}");
        if (!state.Tasks.TryGetValue(fill.TaskId, out var task)) return LiquidationQueueMachine.Unknown(state, fill.TaskId);
        if (state.Fills.TryGetValue(fill.FillId, out var known))
            return known == new KnownFill(fill.TaskId, fill.Quantity, fill.Price)
                ? Decision.Duplicate()
                : LiquidationQueueMachine.Reject(FillDiffers, "fill_id", $"fill '{fill.FillId}' stands for {known.Quantity} at {known.Price} of task '{known.TaskId}'");
        if (Lost(fill.TaskId, task, fill.Token, fill.Keeper) is { } lost) return lost;
        var claim = task.Claim!;
        if (fill.Quantity == 0 || fill.Quantity > 0 != task.Order.Quantity > 0 || !DecimalBounds.Holds(fill.Quantity, DecimalBounds.MaxQuantity))
            return LiquidationQueueMachine.Reject(FillQuantity, "quantity", $"the quantity {fill.Quantity} is 0, of the other sign than {task.Order.Quantity}, or out of bounds");
        var left = claim.Quantity - task.ClaimFilledQuantity;
        if (Math.Abs(fill.Quantity) > Math.Abs(left)) return LiquidationQueueMachine.Reject(FillTooLarge, "quantity", $"{fill.Quantity} is more than the {left} that are left of the claim");
        return PriceLimits.Beyond(state, task, fill.Price) ?? Accept(state, fill, task, claim, fill.Quantity == left, turn.NowMs);
    }

    /// <summary>The end of a claim; its deposit is forfeited unless it was fulfilled.</summary>
    public static Decision End(LiquidationQueueState state, string taskId, LiquidationTask task, ClaimEnd end, long nowMs)
    {
        var claim = task.Claim!;
        var forfeitedUsd = end == ClaimEnd.Fulfilled ? 0 : claim.DepositUsd;
        var ended = new LiquidationQueueEvent.ClaimEnded(taskId, claim.Token, end, forfeitedUsd, nowMs);
        return forfeitedUsd > 0 ? Decision.Accept(ended, Payment(state, forfeitedUsd)) : Decision.Accept(ended);
    }

    /// <summary>Deposits on their way into the venue's insurance fund.</summary>
    public static LiquidationQueueEffect Payment(LiquidationQueueState state, decimal forfeitedUsd) =>
        new LiquidationQueueEffect.ChangeInsuranceFund(state.Venue, state.Source, state.LastPayment + 1, forfeitedUsd);

    /// <summary>What the account and the unwind are told of a fill.</summary>
    public static ImmutableArray<LiquidationQueueEffect> Traded(LiquidationQueueState state, LiquidationOrder order, LiquidationQueueEvent.FillTaken taken) =>
    [
        new LiquidationQueueEffect.ApplyFill(order.Account, state.Source, taken.Ordinal, order.Instrument, taken.Quantity, taken.Price),
        new LiquidationQueueEffect.FillLeg(order.Owner, order.UnwindId, order.LegId, taken.FillId, taken.Quantity, taken.Price),
    ];

    private static Decision Accept(LiquidationQueueState state, LiquidationQueueCommand.Fill fill, LiquidationTask task, LiquidationClaim claim, bool isFulfilled, long nowMs)
    {
        var taken = new LiquidationQueueEvent.FillTaken(
            fill.TaskId, fill.FillId, state.LastFill + 1, claim.Keeper, claim.Token, DecimalBounds.Plain(fill.Quantity), DecimalBounds.Plain(fill.Price), fill.Quantity == task.RemainingQuantity, null, null);
        ImmutableArray<LiquidationQueueEvent> events = isFulfilled && !taken.IsFilled
            ? [taken, new LiquidationQueueEvent.ClaimEnded(fill.TaskId, claim.Token, ClaimEnd.Fulfilled, 0, nowMs)]
            : [taken];
        return Decision.Accept(events, Traded(state, task.Order, taken));
    }

    // A token is a number that others can guess: it is the holder's only.
    private static Decision? Lost(string taskId, LiquidationTask task, long token, string? keeper)
    {
        if (task.Claim?.Token != token)
            return LiquidationQueueMachine.Reject(ClaimLost, "token", $"token {token} holds task '{taskId}' no more: {(task.Claim is { } claim ? $"token {claim.Token} does" : $"it is {Reasons.Of(task.Status)}")}");
        return keeper is null || keeper == task.Claim.Keeper ? null : LiquidationQueueMachine.Reject(ClaimLost, "token", $"token {token} of task '{taskId}' is not '{keeper}''s");
    }
}
