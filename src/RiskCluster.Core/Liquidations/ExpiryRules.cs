using RiskCluster.Core.Turns;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Liquidations.LiquidationQueueEvent, RiskCluster.Core.Liquidations.LiquidationQueueEffect>;

namespace RiskCluster.Core.Liquidations;

/// <summary>
/// What time ends. Nothing ends by the clock alone: only the sweep's event takes a claim away, so what a keeper does before it counts, and what it does after it does not,
/// whatever clocks say.
/// </summary>
internal static class ExpiryRules
{
    private const int MaxChanges = 256;

    public static Decision Sweep(LiquidationQueueState state, in Turn turn)
    {
        if (state.Halt is not null) return Decision.Duplicate();
        var (at, nowMs, events, effects) = (state, turn.NowMs, new List<LiquidationQueueEvent>(), new List<LiquidationQueueEffect>());
        foreach (var (taskId, task) in state.Tasks)
        {
            if (events.Count >= MaxChanges) break;
            if (Due(at, taskId, task, nowMs) is not { } due) continue;
            foreach (var change in due.Events) at = LiquidationQueueMachine.Apply(at, change);
            events.AddRange(due.Events);
            effects.AddRange(due.Effects);
        }

        return events.Count == 0 ? Decision.Duplicate() : Decision.Accept([.. events], [.. effects]);
    }

    private static Decision? Due(LiquidationQueueState state, string taskId, LiquidationTask task, long nowMs)
    {
        if (task.IsClosed) return null;
        if (task.Claim is { } claim) return nowMs >= claim.ExpiresAtMs ? ClaimRules.End(state, taskId, task, ClaimEnd.LeaseExpired, nowMs) : null;
        if (nowMs >= task.ExpiresAtMs) return Overdue(state, taskId, task, nowMs);
        if (SealedRules.IsOver(task, nowMs)) return SealedRules.Decide(state, taskId, task, nowMs);
        return IsForBackup(state, task, nowMs) ? Assign(state, taskId, task, nowMs) : null;
    }

    // A sealed auction that ran over its lifetime is decided first: deposits of those who did not reveal are not given back by waiting.
    private static Decision Overdue(LiquidationQueueState state, string taskId, LiquidationTask task, long nowMs) =>
        task.Mode == LiquidationMode.Sealed && !task.Bids.IsEmpty
            ? SealedRules.Decide(state, taskId, task, nowMs)
            : TaskRules.End(taskId, task, LiquidationStatus.Expired, nowMs);

    private static bool IsForBackup(LiquidationQueueState state, LiquidationTask task, long nowMs) =>
        (task.Mode == LiquidationMode.Order || (task.Mode == LiquidationMode.Dutch && task.FilledQuantity == 0)) && state.Rules.BackupKeeper is not null
        && nowMs >= task.UnclaimedSinceMs + state.Rules.BackupAfterMs * PriceLimits.TimeFactor(state);

    private static Decision Assign(LiquidationQueueState state, string taskId, LiquidationTask task, long nowMs) => Decision.Accept(new LiquidationQueueEvent.TaskClaimed(
        taskId, new(state.Rules.BackupKeeper!, state.LastToken + 1, nowMs + state.Rules.MaxLeaseMs * PriceLimits.TimeFactor(state), task.RemainingQuantity)));
}
