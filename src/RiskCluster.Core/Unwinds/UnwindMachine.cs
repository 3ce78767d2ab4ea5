using System.Collections.Immutable;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using static RiskCluster.Core.Unwinds.UnwindRejection;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Unwinds.UnwindEvent, RiskCluster.Core.Unwinds.UnwindEffect>;

namespace RiskCluster.Core.Unwinds;

/// <summary>
/// The rules of an owner's unwind: when it may begin, which plans it accepts, when the next step may go, when it stops, and who pays when it cannot recover. Plans are data:
/// whatever computes them, no step is issued that does not lower the requirement, and no budget is overdrawn.
/// </summary>
public sealed class UnwindMachine : IMachine<UnwindState, UnwindCommand, UnwindEvent, UnwindEffect>
{
    private const int MaxReason = 500;

    private UnwindMachine()
    {
    }

    /// <inheritdoc/>
    public static ActorKind Kind => ActorKind.Unwind;

    /// <inheritdoc/>
    public static UnwindState Initial(string key) =>
        KeyName.IsValid(key) || KeyName.IsValidAccount(key) ? new(key) : throw new ArgumentException($"'{key}' is no owner: {KeyName.Rule}", nameof(key));

    /// <inheritdoc/>
    public static Decision Decide(UnwindState state, UnwindCommand command, in Turn turn)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        return command switch
        {
            UnwindCommand.SetRules set => SetRules(state, set),
            UnwindCommand.Start start => EvidenceRules.Start(state, start.Evidence, turn),
            UnwindCommand.Resume resume => Unnamed(null, resume.By) ?? EvidenceRules.Resume(state, resume, turn),
            UnwindCommand.Pause pause => Unnamed(pause.Reason, pause.By) ?? Pause(state, pause, turn),
            UnwindCommand.AcceptPlan accept => PlanRules.Accept(state, accept.Plan, turn),
            UnwindCommand.Replan replan => Unnamed(replan.Reason, null) ?? Replan(state, replan.Reason),
            UnwindCommand.FillLeg fill => LegRules.Fill(state, fill),
            UnwindCommand.CloseLeg close => LegRules.Close(state, close),
            UnwindCommand.ReportFigures report => StepRules.Report(state, report.Figures, turn),
            UnwindCommand.Stop stop => Unnamed(stop.Reason, null) ?? Stop(state, stop.Reason, turn),
            UnwindCommand.Abort abort => Unnamed(abort.Reason, abort.By) ?? Abort(state, abort.Reason, turn),
            UnwindCommand.CoverShortfall cover => WaterfallRules.Begin(state, cover, turn),
            UnwindCommand.GrantInsurance grant => WaterfallRules.Grant(state, grant, turn),
            UnwindCommand.ShareLoss share => WaterfallRules.Share(state, share, turn),
            _ => throw new ArgumentException($"no unwind knows {command.GetType().Name}", nameof(command)),
        };
    }

    /// <inheritdoc/>
    public static UnwindState Apply(UnwindState state, UnwindEvent change)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(change);
        return UnwindChanges.Apply(state, change) with { Seq = state.Seq + 1 };
    }

    /// <summary>One that goes on, or whose legs are still out.</summary>
    /// <inheritdoc/>
    public static bool IsAwake(UnwindState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.IsLive || state.LiveLegs.Any();
    }

    internal static Decision Reject(UnwindRejection rejection, string? param, string detail) => Decision.Reject(UnwindProblem.Of(rejection, param, detail));

    internal static Decision Misplaced(UnwindState state) =>
        Reject(WrongStatus, null, $"unwind {state.UnwindId} of '{state.Owner}' is {Reasons.Of(state.Status)}");

    /// <summary>The orders to take every live leg back.</summary>
    internal static ImmutableArray<UnwindEffect> Withdrawals(UnwindState state) =>
        [.. state.LiveLegs.Select(leg => new UnwindEffect.Withdraw(leg.Value.Leg.Venue(), state.Owner, long.Parse(leg.Key, System.Globalization.NumberFormatInfo.InvariantInfo)))];

    /// <summary>The end of the unwind, and what the portfolio is told.</summary>
    internal static (UnwindEvent Ended, UnwindEffect Told) End(UnwindState state, UnwindStatus outcome, string reason, long nowMs) =>
        (new UnwindEvent.UnwindEnded(outcome, reason, nowMs), new UnwindEffect.RecordUnwind(state.Owner, state.UnwindId, outcome));

    private static Decision SetRules(UnwindState state, UnwindCommand.SetRules set)
    {
        if (set.Rules.Fault() is { } fault) return Reject(RulesBounds, $"rules.{fault.Field}", $"{fault.Field} is not {fault.Rule}");
        return set.Version <= state.RulesVersion ? Decision.Duplicate() : Decision.Accept(new UnwindEvent.RulesSet(set.Rules, set.Version));
    }

    private static Decision Pause(UnwindState state, UnwindCommand.Pause pause, in Turn turn)
    {
        if (state.Status == UnwindStatus.Held) return Decision.Duplicate();
        if (state.Status is not (UnwindStatus.AwaitingPlan or UnwindStatus.Running or UnwindStatus.Stopped)) return Misplaced(state);
        return Decision.Accept([new UnwindEvent.UnwindHeld(pause.Reason, pause.By, turn.NowMs)], Withdrawals(state));
    }

    private static Decision Replan(UnwindState state, string reason) => state.Status switch
    {
        UnwindStatus.AwaitingPlan => Decision.Duplicate(),
        UnwindStatus.Running => Decision.Accept([new UnwindEvent.PlanDropped(reason)], Withdrawals(state)),
        _ => Misplaced(state),
    };

    private static Decision Stop(UnwindState state, string reason, in Turn turn) => state.Status switch
    {
        UnwindStatus.Stopped => Decision.Duplicate(),
        UnwindStatus.AwaitingPlan or UnwindStatus.Running => Decision.Accept([new UnwindEvent.UnwindStopped(reason, turn.NowMs)], Withdrawals(state)),
        _ => Misplaced(state),
    };

    private static Decision Abort(UnwindState state, string reason, in Turn turn)
    {
        if (state.Status == UnwindStatus.Aborted) return Decision.Duplicate();

        // Once the waterfall pays, it runs to its end: others' money is on its way.
        if (!state.IsLive || state.Status == UnwindStatus.Covering) return Misplaced(state);
        var (ended, told) = End(state, UnwindStatus.Aborted, reason, turn.NowMs);
        return Decision.Accept([ended], [.. Withdrawals(state), told]);
    }

    private static Decision? Unnamed(string? reason, string? by)
    {
        if (reason is not null && !PlainText.Holds(reason, MaxReason)) return Reject(ReasonNotPlain, "reason", $"the reason is not 1 to {MaxReason} characters of plain text");
        return by is null || KeyName.IsValidSource(by) ? null : Reject(ActorNotAName, "by", $"whoever acts is not named by {KeyName.SourceRule}");
    }
}
