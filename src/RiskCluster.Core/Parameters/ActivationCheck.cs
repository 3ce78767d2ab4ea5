using RiskCluster.Core.Turns;
using RiskCluster.Risk.Margin;
using Reasons = RiskCluster.Core.Parameters.RiskParametersRejection;

namespace RiskCluster.Core.Parameters;

/// <summary>Whether a version may come into force now, or an earlier one again.</summary>
internal static class ActivationCheck
{
    /// <summary>The first rule that stands against a version; null when none does.</summary>
    /// <param name="work">The turn.</param>
    /// <param name="version">Open.</param>
    /// <param name="overridden">True when a cap was exceeded and the higher quorum lifts it.</param>
    public static Problem? FirstProblem(GovernanceTurn work, ParameterVersion version, out bool overridden)
    {
        overridden = false;
        var (state, charter, now) = (work.State, work.Charter, work.NowMs);
        if (work.BaseChanged(version) is { } changed) return changed;
        if (state.FrozenBy is { } by) return Reasons.Frozen.With(null, $"{by} froze activations");
        var approvals = state.ValidApprovals(version, now);
        if (approvals < charter.Threshold) return Reasons.NotApproved.With("number", $"{approvals} approvals count, {charter.Threshold} must");
        if (OfImpact(version, charter, now) is { } impact) return impact;
        if (state.DueAtMs(version) is not { } due || now < due) return Reasons.NotDue.With("number", $"it may come into force at {state.DueAtMs(version)}");
        if (OfCaps(state, version, charter, now) is not { } cap) return null;
        overridden = approvals >= charter.OverrideThreshold;
        return overridden ? null : cap;
    }

    /// <summary>One governor may undo the newest version for a while, or go back to anything that was in force and loosens nothing.</summary>
    public static Problem? OfRollback(GovernanceTurn work, long toNumber)
    {
        if (work.State.Find(toNumber) is not { Kind: VersionKind.Model, Status: VersionStatus.Superseded } target)
            return Reasons.NeverActive.With("to_number", $"version {toNumber} was not in force before");
        var active = work.State.ActiveVersion!;
        if (target.Hash == active.Hash) return Reasons.NoChange.With("to_number", "equals the active document");
        var isUndo = active.RollbackOf is null && target.Hash == active.BaseHash && work.NowMs - active.ActivatedAtMs <= work.Charter.RollbackWindowMs;
        var loosens = DocumentDiff.Between(active.Document, target.Document, ParameterDirections.Of).FirstOrDefault(change => change.Effect == ChangeEffect.Loosens);
        return isUndo || loosens is null ? null : Reasons.RollbackLoosens.With("to_number", $"{loosens.Path} would loosen: propose it");
    }

    private static Problem? OfImpact(ParameterVersion version, Charter charter, long nowMs)
    {
        if (version.Kind == VersionKind.Charter) return null;
        if (version.Impact is not { } impact || impact.BaseHash != version.BaseHash) return Reasons.NoImpact.With("number", "the live book has not been run under this document");
        return nowMs - impact.AtMs > charter.ImpactMaxAgeMs ? Reasons.ImpactTooOld.With("number", $"the run is {nowMs - impact.AtMs} ms old; {charter.ImpactMaxAgeMs} may be") : null;
    }

    private static Problem? OfCaps(RiskParametersState state, ParameterVersion version, Charter charter, long nowMs)
    {
        if (version.Kind == VersionKind.Charter) return null;
        var report = version.Impact!.Report;
        if (report.BreachShare > charter.MaxBreachShare)
            return Reasons.BlastRadius.With("number", FormattableString.Invariant($"{report.NewlyBelowMaintenance} of {report.Owners} owners would fall below maintenance; {charter.MaxBreachShare:0.####} of them may"));
        var far = DocumentDiff.Between(state.EpochDocument(nowMs), version.Document, ParameterDirections.Of)
            .FirstOrDefault(change => change.Effect != ChangeEffect.Neutral && !(change.Share <= charter.MaxChange));
        return far is null ? null : Reasons.ChangeCap.With(far.Path, FormattableString.Invariant($"from {far.From ?? "nothing"} to {far.To ?? "nothing"} within one epoch; {charter.MaxChange:0.####} of a number may change"));
    }
}
