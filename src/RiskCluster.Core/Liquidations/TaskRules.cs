using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using RiskCluster.Risk.Instruments;
using static RiskCluster.Core.Liquidations.LiquidationQueueRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Liquidations.LiquidationQueueEvent, RiskCluster.Core.Liquidations.LiquidationQueueEffect>;

namespace RiskCluster.Core.Liquidations;

/// <summary>How tasks come and go.</summary>
internal static class TaskRules
{
    private const long MinLifetimeMs = 1_000;
    private const long MaxLifetimeMs = 7L * 24 * 3_600_000;
    private const int MaxCorners = 16;

    public static Decision Enqueue(LiquidationQueueState state, LiquidationOrder order, in Turn turn)
    {
        if (Malformed(state, order) is { } refusal) return refusal;
        if (TermsFault(order) is { } fault) return LiquidationQueueMachine.Reject(AuctionTerms, "order.mode", fault);
        var taskId = LiquidationOrder.TaskIdOf(order.Owner, order.LegId);
        if (state.Tasks.TryGetValue(taskId, out var known))
            return IsSame(known.Order, order) ? Decision.Duplicate() : LiquidationQueueMachine.Reject(OrderDiffers, "order.leg_id", $"leg {order.LegId} of '{order.Owner}' came with another order");
        var live = state.Tasks.Count - state.EndedCount;
        if (live >= state.Rules.MaxTasks) return LiquidationQueueMachine.Reject(QueueFull, null, $"the queue holds {live} tasks, at most {state.Rules.MaxTasks} it may");
        return Decision.Accept(new LiquidationQueueEvent.TaskEnqueued(taskId, order, turn.NowMs, turn.NowMs + order.LifetimeMs * PriceLimits.TimeFactor(state)));
    }

    public static Decision Withdraw(LiquidationQueueState state, LiquidationQueueCommand.Withdraw withdraw, in Turn turn)
    {
        var taskId = LiquidationOrder.TaskIdOf(withdraw.Owner, withdraw.LegId);
        if (!state.Tasks.TryGetValue(taskId, out var task)) return LiquidationQueueMachine.Unknown(state, taskId);

        // What is filled will be settled: there is nothing to take back.
        return task.IsClosed ? Decision.Duplicate() : End(taskId, task, LiquidationStatus.Cancelled, turn.NowMs);
    }

    public static Decision Settle(LiquidationQueueState state, string taskId, in Turn turn)
    {
        if (!state.Tasks.TryGetValue(taskId, out var task)) return LiquidationQueueMachine.Unknown(state, taskId);
        if (task.IsEnded) return Decision.Duplicate();
        return task.Status == LiquidationStatus.Filled
            ? End(taskId, task, LiquidationStatus.Settled, turn.NowMs)
            : LiquidationQueueMachine.Reject(NotFilled, "task_id", $"task '{taskId}' is {Reasons.Of(task.Status)}: {task.FilledQuantity} of {task.Order.Quantity} are traded");
    }

    /// <summary>The end of a task, and what its unwind is told.</summary>
    public static Decision End(string taskId, LiquidationTask task, LiquidationStatus status, long nowMs) => Decision.Accept(
        new LiquidationQueueEvent.TaskEnded(taskId, status, task.FilledQuantity, nowMs),
        new LiquidationQueueEffect.CloseLeg(task.Order.Owner, task.Order.UnwindId, task.Order.LegId, LegStatusOf(status), task.FilledQuantity));

    private static LegStatus LegStatusOf(LiquidationStatus status) => status switch
    {
        LiquidationStatus.Settled => LegStatus.Settled,
        LiquidationStatus.Expired => LegStatus.Expired,
        _ => LegStatus.Withdrawn,
    };

    private static Decision? Malformed(LiquidationQueueState state, LiquidationOrder order)
    {
        if (!KeyName.IsValid(order.Owner) && !KeyName.IsValidAccount(order.Owner)) return LiquidationQueueMachine.Reject(OwnerNotAName, "order.owner", $"the owner is not {KeyName.Rule}, nor venue/account");
        if (order.LegId < 1 || order.UnwindId < 1) return LiquidationQueueMachine.Reject(LegIdBounds, "order.leg_id", $"leg {order.LegId} of unwind {order.UnwindId}: numbers start at 1");
        if (!KeyName.IsValidAccount(order.Account) || !order.Account.StartsWith(state.Venue + "/", StringComparison.Ordinal))
            return LiquidationQueueMachine.Reject(AccountElsewhere, "order.account", $"the account is not {state.Venue}/account");
        if (InstrumentFault(order.Instrument) is { } fault) return LiquidationQueueMachine.Reject(InstrumentNotAName, "order.instrument", fault);
        if (order.Quantity == 0 || !DecimalBounds.Holds(order.Quantity, DecimalBounds.MaxQuantity))
            return LiquidationQueueMachine.Reject(OrderQuantity, "order.quantity", $"the quantity {order.Quantity} is 0, beyond 1e15, or has more than {DecimalBounds.MaxScale} digits after the point");
        foreach (var (price, field) in new[] { (order.LimitPrice, "limit_price"), (order.MarkPrice, "mark_price"), (order.LastTradePrice, "last_trade_price") })
            if (!DecimalBounds.IsPrice(price)) return LiquidationQueueMachine.Reject(OrderPrice, $"order.{field}", $"the price {price} is not from 1e-9 to 1e12 with at most {DecimalBounds.MaxScale} digits after the point");
        if (order.ShortfallUsd is < 0 or > DecimalBounds.MaxUsd) return LiquidationQueueMachine.Reject(ShortfallBounds, "order.shortfall_usd", $"the shortfall {order.ShortfallUsd} is not from 0 to 1e18 USD");
        return order.LifetimeMs is < MinLifetimeMs or > MaxLifetimeMs
            ? LiquidationQueueMachine.Reject(LifetimeBounds, "order.lifetime_ms", $"the lifetime {order.LifetimeMs} ms is not from {MinLifetimeMs} to {MaxLifetimeMs}")
            : null;
    }

    private static string? InstrumentFault(string name)
    {
        try
        {
            _ = InstrumentName.Parse(name);
            return null;
        }
        catch (FormatException fault)
        {
            return fault.Message;
        }
    }

    private static string? TermsFault(LiquidationOrder order) => order.Mode switch
    {
        LiquidationMode.Dutch when order is { Dutch: { } dutch, Sealed: null } => DutchFault(dutch),
        LiquidationMode.Sealed when order is { Dutch: null, Sealed: { } terms } => SealedFault(terms, order.LifetimeMs),
        LiquidationMode.Order when order is { Dutch: null, Sealed: null } => null,
        _ => $"mode {Reasons.Of(order.Mode)} has the terms of its own auction and no other's",
    };

    private static string? DutchFault(DutchTerms terms)
    {
        if (Math.Abs(terms.MarkValueUsd) > DecimalBounds.MaxUsd || Math.Abs(terms.MaintenanceExcessUsd) > DecimalBounds.MaxUsd) return "the account's values are beyond 1e18 USD";
        if (terms.MaintenanceExcessUsd > terms.MarkValueUsd) return "the maintenance excess, value minus requirement, exceeds the mark value";
        if (terms.ReservedCashUsd is < 0 or > DecimalBounds.MaxUsd) return "the reserved cash is not from 0 to 1e18 USD";
        if (terms.BufferShare is < 0 or > 10) return "the buffer share is not within [0, 10]";
        if (terms.Curve.IsDefaultOrEmpty || terms.Curve.Length > MaxCorners || terms.Curve[0].AtMs != 0) return $"the curve has not 1 to {MaxCorners} corners, the first at 0";
        for (var i = 0; i < terms.Curve.Length; i++)
        {
            if (terms.Curve[i].Share is < 0 or > 1) return $"corner {i}: the share {terms.Curve[i].Share} is not within [0, 1]";
            if (i > 0 && (terms.Curve[i].AtMs <= terms.Curve[i - 1].AtMs || terms.Curve[i].Share > terms.Curve[i - 1].Share)) return $"corner {i}: times rise and shares never do";
        }

        return null;
    }

    private static string? SealedFault(SealedTerms terms, long lifetimeMs)
    {
        if (terms.CommitMs is < 1_000 or > MaxLifetimeMs || terms.RevealMs is < 1_000 or > MaxLifetimeMs) return "a window of the auction is shorter than 1000 ms or longer than 7 days";
        if (terms.CommitMs + terms.RevealMs >= lifetimeMs) return "the auction leaves no time to fill within the lifetime";
        return terms.DepositUsd is <= 0 or > DecimalBounds.MaxUsd ? "the deposit is not above 0 and at most 1e18 USD" : null;
    }

    // Arrays compare by identity, so the curves are compared by their corners.
    private static bool IsSame(LiquidationOrder known, LiquidationOrder order)
    {
        var isSameCurve = known.Dutch is null || order.Dutch is null || known.Dutch.Curve.AsSpan().SequenceEqual(order.Dutch.Curve.AsSpan());
        return isSameCurve && known == order with { Dutch = order.Dutch is { } dutch && known.Dutch is { } kept ? dutch with { Curve = kept.Curve } : order.Dutch };
    }
}
