using System.Collections.Immutable;
using RiskCluster.Core.Turns;
using RiskCluster.Risk.Margin;
using Decision = RiskCluster.Core.Turns.Decision<RiskCluster.Core.Parameters.RiskParametersEvent, RiskCluster.Core.Parameters.RiskParametersEffect>;
using Reasons = RiskCluster.Core.Parameters.RiskParametersRejection;

namespace RiskCluster.Core.Parameters;

/// <summary>The rules of governance: nothing comes into force that others have not read, run and agreed to; tightening at once, loosening after the timelock.</summary>
public sealed class RiskParametersMachine : IMachine<RiskParametersState, RiskParametersCommand, RiskParametersEvent, RiskParametersEffect>
{
    private RiskParametersMachine()
    {
    }

    /// <inheritdoc/>
    public static ActorKind Kind => ActorKind.RiskParameters;

    /// <inheritdoc/>
    public static RiskParametersState Initial(string key) => new(key, null, "", null, [], 0, null, [], 0);

    /// <summary>Decides a command. Whatever it is, versions that are overdue expire first.</summary>
    public static Decision Decide(RiskParametersState state, RiskParametersCommand command, in Turn turn)
    {
        var work = new GovernanceTurn(state, turn.NowMs);
        var problem = FirstProblem(work, command) ?? Act(work, command);
        if (problem is not null) return Decision.Reject(problem, work.Events);
        return work.IsRepeat && work.Events.IsEmpty ? Decision.Duplicate() : Decision.Accept(work.Events, work.Effects);
    }

    /// <inheritdoc/>
    public static RiskParametersState Apply(RiskParametersState state, RiskParametersEvent change)
    {
        var next = change switch
        {
            RiskParametersEvent.Established established => Founded(state, established),
            RiskParametersEvent.Proposed proposed => Added(state, new(
                proposed.Number, proposed.Kind, VersionStatus.Proposed, proposed.Document, proposed.Hash, proposed.BaseHash, proposed.By, proposed.AtMs, proposed.ExpiresAtMs, proposed.Changes, [], [])),
            RiskParametersEvent.ApprovalGiven given => With(state, given.Number, version => version with
            {
                Approvals = Latest(version.Approvals, given.Approval),
                Objectors = version.Objectors.Remove(given.Approval.Governor),
            }),
            RiskParametersEvent.QuorumReached reached => With(
                state, reached.Number, version => version with { Status = reached.DueAtMs > reached.AtMs ? VersionStatus.Scheduled : VersionStatus.Approved, ApprovedAtMs = reached.AtMs }),
            RiskParametersEvent.ObjectionRaised raised => With(state, raised.Number, version => version with
            {
                Objectors = [.. version.Objectors.Add(raised.By).Order(StringComparer.Ordinal)],
                Approvals = version.Approvals.RemoveAll(approval => approval.Governor == raised.By),
            }),
            RiskParametersEvent.Rejected rejected => With(state, rejected.Number, version => version with { Status = VersionStatus.Rejected }),
            RiskParametersEvent.Expired expired => With(state, expired.Number, version => version with { Status = VersionStatus.Expired }),
            RiskParametersEvent.ImpactRequested => state,
            RiskParametersEvent.ImpactRecorded recorded => With(state, recorded.Number, version => version with { Impact = new(recorded.Report, recorded.BaseHash, recorded.AtMs) }),
            RiskParametersEvent.Activated activated => InForce(state, activated),
            RiskParametersEvent.RolledBack rolledBack => Returned(state, rolledBack),
            RiskParametersEvent.Frozen frozen => state with { FrozenBy = frozen.By, UnfreezeAgreed = [] },
            RiskParametersEvent.UnfreezeAgreed agreed => state with { UnfreezeAgreed = [.. state.UnfreezeAgreed.Add(agreed.By).Order(StringComparer.Ordinal)] },
            RiskParametersEvent.Unfrozen => state with { FrozenBy = null, UnfreezeAgreed = [] },
            _ => throw new ArgumentOutOfRangeException(nameof(change), change, "not an event of governance"),
        };
        return next with { LastAtMs = change.AtMs };
    }

    private static Problem? FirstProblem(GovernanceTurn work, RiskParametersCommand command)
    {
        if (command is RiskParametersCommand.Review) return null;
        if (command is RiskParametersCommand.Establish) return work.State.Active is null ? null : Reasons.AlreadyEstablished.With(null, $"{work.State.Model} has its first version already");
        if (work.State.Active is null) return Reasons.NotEstablished.With(null, $"{work.State.Model} has no first version yet");
        return By(command) is { } by && !work.Charter.Governors.Contains(by) ? Reasons.NotGovernor.With("by", $"'{by}' is no governor of {work.State.Model}") : null;
    }

    private static Problem? Act(GovernanceTurn work, RiskParametersCommand command) => command switch
    {
        RiskParametersCommand.Establish establish => Establish(work, establish),
        RiskParametersCommand.ProposeModel propose => work.ProposeModel(propose),
        RiskParametersCommand.ProposeCharter propose => work.ProposeCharter(propose),
        RiskParametersCommand.Approve approve => work.Approve(approve),
        RiskParametersCommand.Reject reject => work.Reject(reject),
        RiskParametersCommand.RequestImpact request => work.RequestImpact(request),
        RiskParametersCommand.RecordImpact record => work.RecordImpact(record),
        RiskParametersCommand.Activate activate => Activate(work, activate),
        RiskParametersCommand.RollBack rollBack => RollBack(work, rollBack),
        RiskParametersCommand.Freeze freeze => Freeze(work, freeze),
        RiskParametersCommand.Unfreeze unfreeze => Unfreeze(work, unfreeze),
        RiskParametersCommand.Review => null,
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "not a command of governance"),
    };

    private static string? By(RiskParametersCommand command) => command switch
    {
        RiskParametersCommand.ProposeModel propose => propose.By,
        RiskParametersCommand.ProposeCharter propose => propose.By,
        RiskParametersCommand.Approve approve => approve.By,
        RiskParametersCommand.Reject reject => reject.By,
        RiskParametersCommand.RequestImpact request => request.By,
        RiskParametersCommand.Activate activate => activate.By,
        RiskParametersCommand.RollBack rollBack => rollBack.By,
        RiskParametersCommand.Freeze freeze => freeze.By,
        RiskParametersCommand.Unfreeze unfreeze => unfreeze.By,
        _ => null,
    };

    private static Problem? Establish(GovernanceTurn work, RiskParametersCommand.Establish establish)
    {
        if (GovernanceDocument.Read(work.State.Model, establish.Document, out var model) is { } problem) return problem;
        if (establish.Charter.FirstFault() is { } fault) return Reasons.BadCharter.With($"charter.{fault.Param}", $"{fault.Param} {fault.Rule}");
        work.Raise(new RiskParametersEvent.Established(model.CanonicalText, model.ContentHash, establish.Charter, establish.Charter.Hash(), establish.By, work.NowMs));
        return null;
    }

    private static Problem? Activate(GovernanceTurn work, RiskParametersCommand.Activate activate)
    {
        if (work.Open(activate.Number, out var version) is { } closed) return closed;
        if (ActivationCheck.FirstProblem(work, version, out var overridden) is { } problem) return problem;
        work.Raise(new RiskParametersEvent.Activated(version.Number, version.Hash, overridden, activate.By, work.NowMs));
        return null;
    }

    private static Problem? RollBack(GovernanceTurn work, RiskParametersCommand.RollBack rollBack)
    {
        if (ActivationCheck.OfRollback(work, rollBack.ToNumber) is { } problem) return problem;
        var hash = work.State.Find(rollBack.ToNumber)!.Hash;
        work.Raise(new RiskParametersEvent.RolledBack(work.State.LastNumber + 1, rollBack.ToNumber, hash, rollBack.Reason, rollBack.By, work.NowMs));
        return null;
    }

    private static Problem? Freeze(GovernanceTurn work, RiskParametersCommand.Freeze freeze)
    {
        work.IsRepeat = work.State.FrozenBy is not null;
        if (!work.IsRepeat) work.Raise(new RiskParametersEvent.Frozen(freeze.Reason, freeze.By, work.NowMs));
        return null;
    }

    private static Problem? Unfreeze(GovernanceTurn work, RiskParametersCommand.Unfreeze unfreeze)
    {
        if (work.State.FrozenBy is null) return Reasons.NotFrozen.With(null, "activations are not frozen");
        work.IsRepeat = work.State.UnfreezeAgreed.Contains(unfreeze.By);
        if (work.IsRepeat) return null;
        work.Raise(new RiskParametersEvent.UnfreezeAgreed(unfreeze.By, work.NowMs));
        if (work.State.UnfreezeAgreed.Count(work.Charter.Governors.Contains) >= work.Charter.Threshold) work.Raise(new RiskParametersEvent.Unfrozen(work.NowMs));
        return null;
    }

    private static RiskParametersState Founded(RiskParametersState state, RiskParametersEvent.Established established)
    {
        var first = new ParameterVersion(1, VersionKind.Model, VersionStatus.Active, established.Document, established.Hash, "", established.By, established.AtMs, established.AtMs, [], [], [], ActivatedAtMs: established.AtMs);
        return Added(state, first) with { Charter = established.Charter, CharterHash = established.CharterHash, Active = new(1, established.Hash) };
    }

    private static RiskParametersState InForce(RiskParametersState state, RiskParametersEvent.Activated activated)
    {
        var version = state.Find(activated.Number)!;
        var before = state.Versions.FirstOrDefault(item => item.Kind == version.Kind && item.Status == VersionStatus.Active);
        var next = before is null ? state : With(state, before.Number, item => item with { Status = VersionStatus.Superseded });
        next = With(next, version.Number, item => item with { Status = VersionStatus.Active, ActivatedAtMs = activated.AtMs });
        return version.Kind == VersionKind.Model
            ? next with { Active = new(version.Number, version.Hash) }
            : next with { Charter = GovernanceDocument.ReadCharter(version.Document), CharterHash = version.Hash };
    }

    private static RiskParametersState Returned(RiskParametersState state, RiskParametersEvent.RolledBack rolledBack)
    {
        var (active, target) = (state.ActiveVersion!, state.Find(rolledBack.ToNumber)!);
        var changes = DocumentDiff.Between(active.Document, target.Document, ParameterDirections.Of);
        var version = new ParameterVersion(
            rolledBack.Number, VersionKind.Model, VersionStatus.Active, target.Document, target.Hash, active.Hash, rolledBack.By, rolledBack.AtMs, rolledBack.AtMs, changes, [], [],
            ActivatedAtMs: rolledBack.AtMs, RollbackOf: rolledBack.ToNumber);
        var next = With(state, active.Number, item => item with { Status = VersionStatus.Superseded });
        return Added(next, version) with { Active = new(version.Number, version.Hash) };
    }

    private static ImmutableArray<Approval> Latest(ImmutableArray<Approval> approvals, Approval given) =>
        [.. approvals.Where(approval => approval.Governor != given.Governor).Append(given).OrderBy(approval => approval.Governor, StringComparer.Ordinal)];

    private static RiskParametersState With(RiskParametersState state, long number, Func<ParameterVersion, ParameterVersion> change) =>
        state with { Versions = [.. state.Versions.Select(version => version.Number == number ? change(version) : version)] };

    private static RiskParametersState Added(RiskParametersState state, ParameterVersion version)
    {
        var versions = state.Versions.Add(version);
        var dropped = versions.Length > RiskParametersState.MostVersions ? versions.FirstOrDefault(item => !item.IsOpen && item.Status != VersionStatus.Active) : null;
        return state with { Versions = dropped is null ? versions : versions.Remove(dropped), LastNumber = version.Number };
    }
}
