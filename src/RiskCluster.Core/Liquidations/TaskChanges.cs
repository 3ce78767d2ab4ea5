namespace RiskCluster.Core.Liquidations;

/// <summary>What events do to tasks. An event on a task that is not known changes nothing.</summary>
internal static class TaskChanges
{
    private const int MaxEnded = 1_000;

    public static LiquidationQueueState Apply(LiquidationQueueState state, LiquidationQueueEvent change) => change switch
    {
        LiquidationQueueEvent.TaskEnqueued enqueued => Put(state, enqueued.TaskId, new(enqueued.Order, enqueued.AtMs, enqueued.ExpiresAtMs)),
        LiquidationQueueEvent.TaskClaimed claimed => Claimed(state, claimed.TaskId, claimed.Claim),
        LiquidationQueueEvent.ClaimEnded ended => Unclaimed(Paid(state, ended.ForfeitedUsd), ended.TaskId, ended.AtMs),
        LiquidationQueueEvent.FillTaken taken => Filled(state, taken),
        LiquidationQueueEvent.BidCommitted committed => Change(state, committed.TaskId, task => task with { Bids = task.Bids.Add(committed.Bid) }),
        LiquidationQueueEvent.BidRevealed revealed => Change(state, revealed.TaskId, task => task with
        {
            Bids = [.. task.Bids.Select(bid => bid.Keeper == revealed.Keeper ? bid with { Price = revealed.Price, Quantity = revealed.Quantity } : bid)],
        }),
        LiquidationQueueEvent.RevealClosed closed => Decided(state, closed),
        LiquidationQueueEvent.TaskEnded ended => Ended(state, ended),
        _ => throw new ArgumentException($"no liquidation queue knows {change.GetType().Name}", nameof(change)),
    };

    /// <summary>Every deadline later by the time that the queue stood still.</summary>
    public static LiquidationQueueState Later(LiquidationQueueState state, long stoodMs) => state with
    {
        Tasks = state.Tasks.SetItems(state.Tasks.Where(task => !task.Value.IsEnded).Select(task => KeyValuePair.Create(task.Key, task.Value with
        {
            OpenedAtMs = task.Value.OpenedAtMs + stoodMs,
            ExpiresAtMs = task.Value.ExpiresAtMs + stoodMs,
            UnclaimedSinceMs = task.Value.UnclaimedSinceMs + stoodMs,
            Claim = task.Value.Claim is { } claim ? claim with { ExpiresAtMs = claim.ExpiresAtMs + stoodMs } : null,
        }))),
    };

    private static LiquidationQueueState Change(LiquidationQueueState state, string taskId, Func<LiquidationTask, LiquidationTask> change) =>
        state.Tasks.TryGetValue(taskId, out var task) ? Put(state, taskId, change(task)) : state;

    private static LiquidationQueueState Put(LiquidationQueueState state, string taskId, LiquidationTask? task)
    {
        var tasks = task is null ? state.Tasks.Remove(taskId) : state.Tasks.SetItem(taskId, task);
        return state with { Tasks = tasks, Index = state.Index.With(taskId, task, tasks) };
    }

    private static LiquidationQueueState Claimed(LiquidationQueueState state, string taskId, LiquidationClaim claim)
    {
        var next = Change(state, taskId, task => task with { Claim = claim, ClaimFilledQuantity = 0, Mode = LiquidationMode.Order, Status = Worked(task, LiquidationStatus.Claimed) });
        return next with { LastToken = claim.Token, Claims = next.Claims.SetItem(claim.Keeper, next.Claims.GetValueOrDefault(claim.Keeper) + 1) };
    }

    private static LiquidationQueueState Unclaimed(LiquidationQueueState state, string taskId, long atMs) =>
        Change(Dropped(state, taskId), taskId, task => task with { Claim = null, ClaimFilledQuantity = 0, UnclaimedSinceMs = atMs, Status = Worked(task, LiquidationStatus.Open) });

    private static LiquidationStatus Worked(LiquidationTask task, LiquidationStatus untouched) => task.FilledQuantity == 0 ? untouched : LiquidationStatus.PartiallyFilled;

    private static LiquidationQueueState Dropped(LiquidationQueueState state, string taskId)
    {
        if (!state.Tasks.TryGetValue(taskId, out var task) || task.Claim is not { } claim) return state;
        var left = state.Claims.GetValueOrDefault(claim.Keeper) - 1;
        return state with { Claims = left > 0 ? state.Claims.SetItem(claim.Keeper, left) : state.Claims.Remove(claim.Keeper) };
    }

    private static LiquidationQueueState Filled(LiquidationQueueState state, LiquidationQueueEvent.FillTaken taken)
    {
        var fills = state.Fills.SetItem(taken.FillId, new(taken.TaskId, taken.Quantity, taken.Price, taken.Fraction));
        var filled = state with { LastFill = taken.Ordinal, Fills = fills, Index = state.Index.WithFill(taken.TaskId, taken.FillId, fills) };
        var next = Change(taken.IsFilled ? Dropped(filled, taken.TaskId) : filled, taken.TaskId, task => task with
        {
            FilledQuantity = task.FilledQuantity + taken.Quantity,
            LastFill = taken.Ordinal,
            ClaimFilledQuantity = task.ClaimFilledQuantity + taken.Quantity,
            Claim = taken.IsFilled ? null : task.Claim,
            Dutch = taken.After ?? task.Dutch,
            Status = taken.IsFilled ? LiquidationStatus.Filled : LiquidationStatus.PartiallyFilled,
        });
        return next;
    }

    private static LiquidationQueueState Decided(LiquidationQueueState state, LiquidationQueueEvent.RevealClosed closed)
    {
        var decided = Change(Paid(state, closed.ForfeitedUsd), closed.TaskId, task => task with { Mode = LiquidationMode.Order, Bids = [], UnclaimedSinceMs = closed.AtMs });
        return closed.Winner is { } winner ? Claimed(decided, closed.TaskId, winner) : decided;
    }

    private static LiquidationQueueState Paid(LiquidationQueueState state, decimal forfeitedUsd) => forfeitedUsd > 0 ? state with { LastPayment = state.LastPayment + 1 } : state;

    private static LiquidationQueueState Ended(LiquidationQueueState state, LiquidationQueueEvent.TaskEnded ended)
    {
        var next = Change(Dropped(state, ended.TaskId), ended.TaskId, task => task with { Status = ended.Status, Claim = null, Bids = [] });
        next = next with { Ended = next.Ended.Enqueue(ended.TaskId), EndedCount = next.EndedCount + 1 };
        if (next.EndedCount <= MaxEnded) return next;
        var left = next.Ended.Dequeue(out var oldest);
        var fills = next.Fills.RemoveRange(next.Index.FillsOf(oldest));
        return Put(next with { Ended = left, EndedCount = next.EndedCount - 1, Fills = fills, Index = next.Index.WithoutFills(oldest, fills) }, oldest, null);
    }
}
