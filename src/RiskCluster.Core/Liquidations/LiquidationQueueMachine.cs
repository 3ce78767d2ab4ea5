using System.Collections.Immutable;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using static RiskCluster.Core.Liquidations.LiquidationQueueRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Liquidations.LiquidationQueueEvent, RiskCluster.Core.Liquidations.LiquidationQueueEffect>;

namespace RiskCluster.Core.Liquidations;

/// <summary>
/// The rules of a venue's liquidation queue: who works on a task, and what counts as traded. One live claim a task, each with a higher token than any before; a fill counts once,
/// by its id; prices keep the plan's limit, the reserve price and the band around the last trade whoever trades and however the price was found.
/// </summary>
public sealed class LiquidationQueueMachine : IMachine<LiquidationQueueState, LiquidationQueueCommand, LiquidationQueueEvent, LiquidationQueueEffect>
{
    private const int MaxReason = 500;

    private LiquidationQueueMachine()
    {
    }

    /// <inheritdoc/>
    public static ActorKind Kind => ActorKind.LiquidationQueue;

    /// <inheritdoc/>
    public static LiquidationQueueState Initial(string key) => KeyName.IsValid(key) ? new(key) : throw new ArgumentException($"'{key}' is no venue: {KeyName.Rule}", nameof(key));

    /// <inheritdoc/>
    public static Decision Decide(LiquidationQueueState state, LiquidationQueueCommand command, in Turn turn)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        return command switch
        {
            LiquidationQueueCommand.SetRules set => SetRules(state, set),
            LiquidationQueueCommand.Enqueue enqueue => TaskRules.Enqueue(state, enqueue.Order, turn),
            LiquidationQueueCommand.Withdraw withdraw => TaskRules.Withdraw(state, withdraw, turn),
            LiquidationQueueCommand.Settle settle => TaskRules.Settle(state, settle.TaskId, turn),
            LiquidationQueueCommand.Claim claim => ClaimRules.Claim(state, claim, turn),
            LiquidationQueueCommand.Release release => ClaimRules.Release(state, release, turn),
            LiquidationQueueCommand.Fill fill => ClaimRules.Fill(state, fill, turn),
            LiquidationQueueCommand.Bid bid => DutchRules.Bid(state, bid, turn),
            LiquidationQueueCommand.CommitBid commit => SealedRules.Commit(state, commit, turn),
            LiquidationQueueCommand.RevealBid reveal => SealedRules.Reveal(state, reveal, turn),
            LiquidationQueueCommand.CloseReveal close => SealedRules.Close(state, close.TaskId, turn),
            LiquidationQueueCommand.Expire => ExpiryRules.Sweep(state, turn),
            LiquidationQueueCommand.Halt halt => Halt(state, halt, turn),
            LiquidationQueueCommand.Resume resume => Resume(state, resume, turn),
            LiquidationQueueCommand.SetCongestion set => SetCongestion(state, set, turn),
            _ => throw new ArgumentException($"no liquidation queue knows {command.GetType().Name}", nameof(command)),
        };
    }

    /// <inheritdoc/>
    public static LiquidationQueueState Apply(LiquidationQueueState state, LiquidationQueueEvent change)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(change);
        var next = change switch
        {
            LiquidationQueueEvent.RulesSet set => state with { Rules = set.Rules, RulesVersion = set.Version },
            LiquidationQueueEvent.QueueHalted halted => state with { Halt = halted.Halt },
            LiquidationQueueEvent.QueueResumed resumed => TaskChanges.Later(state with { Halt = null }, resumed.StoodMs),
            LiquidationQueueEvent.CongestionChanged changed => state with { IsCongested = changed.IsCongested },
            _ => TaskChanges.Apply(state, change),
        };
        return next with { Seq = state.Seq + 1 };
    }

    internal static Decision Reject(LiquidationQueueRejection rejection, string? param, string detail) => Decision.Reject(LiquidationQueueProblem.Of(rejection, param, detail));

    internal static Decision Unknown(LiquidationQueueState state, string taskId) => Reject(UnknownTask, "task_id", $"the queue of '{state.Venue}' has no task '{taskId}'");

    internal static Decision? Halted(LiquidationQueueState state) =>
        state.Halt is { } halt ? Reject(LiquidationQueueRejection.QueueHalted, null, $"the queue of '{state.Venue}' is halted: {halt.Reason}") : null;

    /// <summary>Null when the task can still be worked on and nobody, or only <paramref name="keeper"/>, holds it.</summary>
    internal static Decision? Taken(LiquidationQueueState state, string taskId, LiquidationTask task, string? keeper)
    {
        if (Halted(state) is { } halted) return halted;
        if (task.IsClosed) return Reject(TaskClosed, "task_id", $"task '{taskId}' is {Reasons.Of(task.Status)}");
        return task.Claim is { } claim && claim.Keeper != keeper
            ? Reject(TaskClaimed, "task_id", $"task '{taskId}' is held under token {claim.Token}")
            : null;
    }

    private static Decision SetRules(LiquidationQueueState state, LiquidationQueueCommand.SetRules set)
    {
        if (set.Rules.Fault() is { } fault) return Reject(RulesBounds, $"rules.{fault.Field}", $"{fault.Field} is not {fault.Rule}");
        return set.Version <= state.RulesVersion ? Decision.Duplicate() : Decision.Accept(new LiquidationQueueEvent.RulesSet(set.Rules, set.Version));
    }

    private static Decision Halt(LiquidationQueueState state, LiquidationQueueCommand.Halt halt, in Turn turn)
    {
        if (Unfounded(halt.Reason, halt.By) is { } refusal) return refusal;
        return state.Halt is not null ? Decision.Duplicate() : Decision.Accept(new LiquidationQueueEvent.QueueHalted(new(halt.Reason, halt.By, turn.NowMs)));
    }

    private static Decision Resume(LiquidationQueueState state, LiquidationQueueCommand.Resume resume, in Turn turn)
    {
        if (Unfounded(resume.Reason, resume.By) is { } refusal) return refusal;
        return state.Halt is not { } halt ? Decision.Duplicate() : Decision.Accept(new LiquidationQueueEvent.QueueResumed(resume.Reason, resume.By, Math.Max(0, turn.NowMs - halt.AtMs)));
    }

    private static Decision SetCongestion(LiquidationQueueState state, LiquidationQueueCommand.SetCongestion set, in Turn turn)
    {
        if (!KeyName.IsValidSource(set.By)) return Reject(ActorNotAName, "by", $"whoever acts is not named by {KeyName.SourceRule}");
        return set.IsCongested == state.IsCongested ? Decision.Duplicate() : Decision.Accept(new LiquidationQueueEvent.CongestionChanged(set.IsCongested, set.By, turn.NowMs));
    }

    private static Decision? Unfounded(string reason, string by)
    {
        if (!PlainText.Holds(reason, MaxReason)) return Reject(ReasonNotPlain, "reason", $"the reason is not 1 to {MaxReason} characters of plain text");
        return KeyName.IsValid(by) ? null : Reject(ActorNotAName, "by", $"whoever acts is not named by {KeyName.Rule}");
    }
}
