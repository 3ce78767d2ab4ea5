using System.Collections.Immutable;
using RiskCluster.Core.Turns;
using RiskCluster.Risk.Margin;
using Reasons = RiskCluster.Core.Parameters.RiskParametersRejection;

namespace RiskCluster.Core.Parameters;

/// <summary>One decision of governance while it is made: events and effects so far, and the state after them.</summary>
internal sealed class GovernanceTurn
{
    private readonly ImmutableArray<RiskParametersEvent>.Builder events = ImmutableArray.CreateBuilder<RiskParametersEvent>();
    private readonly ImmutableArray<RiskParametersEffect>.Builder effects = ImmutableArray.CreateBuilder<RiskParametersEffect>();

    /// <summary>Starts at a time; a clock that steps back is ridden out at the time of the newest event.</summary>
    public GovernanceTurn(RiskParametersState state, long nowMs)
    {
        State = state;
        NowMs = Math.Max(nowMs, state.LastAtMs);
        foreach (var version in state.Versions)
            if (version.IsOpen && NowMs >= version.ExpiresAtMs)
                Raise(new RiskParametersEvent.Expired(version.Number, NowMs));
    }

    public RiskParametersState State { get; private set; }

    public long NowMs { get; }

    public ImmutableArray<RiskParametersEvent> Events => events.ToImmutable();

    public ImmutableArray<RiskParametersEffect> Effects => effects.ToImmutable();

    /// <summary>True when the command asks for what is so already.</summary>
    public bool IsRepeat { get; set; }

    public Charter Charter => State.Charter!;

    public void Raise(RiskParametersEvent change)
    {
        events.Add(change);
        State = RiskParametersMachine.Apply(State, change);
    }

    /// <summary>A version that may still come into force and was made to replace what is active; otherwise why not.</summary>
    public Problem? Open(long number, out ParameterVersion version)
    {
        version = State.Find(number)!;
        if (version is null) return Reasons.UnknownVersion.With("number", $"there is no version {number} of {State.Model}");
        return version.IsOpen ? null : Reasons.NotOpen.With("number", $"version {number} is {version.Status.ToString().ToLowerInvariant()}");
    }

    /// <summary>Null when the version was made to replace what is active.</summary>
    public Problem? BaseChanged(ParameterVersion version) =>
        version.BaseHash == State.ActiveHash(version.Kind) ? null : Reasons.BaseChanged.With("number", $"version {version.Number} was made to replace {Short(version.BaseHash)}; {Short(State.ActiveHash(version.Kind))} is active now");

    public Problem? ProposeModel(RiskParametersCommand.ProposeModel propose)
    {
        if (GovernanceDocument.Read(State.Model, propose.Document, out var model) is { } problem) return problem;
        var active = State.ActiveVersion!;
        if (model.ContentHash == active.Hash) return Reasons.NoChange.With("document", "equals the active document");
        var highest = State.Versions.Where(version => version is { Kind: VersionKind.Model, ActivatedAtMs: not null })
            .Select(version => GovernanceDocument.VersionOf(version.Document)).Max(SemanticVersion.Order)!;
        if (SemanticVersion.Order.Compare(model.Version, highest) <= 0) return Reasons.VersionNotRaised.With("document.version", $"$.version: must be above {highest}");
        var changes = DocumentDiff.Between(active.Document, model.CanonicalText, ParameterDirections.Of);
        Propose(VersionKind.Model, model.CanonicalText, model.ContentHash, changes, propose.By);
        RunImpact(State.Versions[^1]);
        return null;
    }

    public Problem? ProposeCharter(RiskParametersCommand.ProposeCharter propose)
    {
        var charter = propose.Change.ApplyTo(Charter);
        if (charter.FirstFault() is { } fault) return Reasons.BadCharter.With($"change.{fault.Param}", $"{fault.Param} {fault.Rule}");
        var hash = charter.Hash();
        if (hash == State.CharterHash) return Reasons.NoChange.With("change", "equals the charter in force");
        var (before, after) = (GovernanceDocument.Text(Charter), GovernanceDocument.Text(charter));
        Propose(VersionKind.Charter, after, hash, DocumentDiff.Between(before, after, _ => ParameterDirection.Unknown), propose.By);
        return null;
    }

    public Problem? Approve(RiskParametersCommand.Approve approve)
    {
        if (Open(approve.Number, out var version) is { } closed) return closed;
        if (version.Proposer == approve.By) return Reasons.OwnProposal.With("by", $"{approve.By} proposed version {version.Number}");
        if (approve.Hash != version.Hash) return Reasons.HashMismatch.With("hash", $"version {version.Number} is {Short(version.Hash)}");
        if (BaseChanged(version) is { } changed) return changed;
        if (approve.BaseHash != version.BaseHash) return Reasons.BaseChanged.With("base_hash", $"{Short(version.BaseHash)} is active");
        Raise(new RiskParametersEvent.ApprovalGiven(version.Number, new(approve.By, approve.Hash, approve.BaseHash, NowMs), NowMs));
        var approved = State.Find(version.Number)!;
        if (approved.ApprovedAtMs is not null || State.ValidApprovals(approved, NowMs) < Charter.Threshold) return null;
        Raise(new RiskParametersEvent.QuorumReached(version.Number, NowMs + (approved.Loosens ? Charter.TimelockMs : 0), NowMs));
        return null;
    }

    public Problem? Reject(RiskParametersCommand.Reject reject)
    {
        if (Open(reject.Number, out var version) is { } closed) return closed;
        IsRepeat = version.Objectors.Contains(reject.By);
        if (IsRepeat) return null;
        Raise(new RiskParametersEvent.ObjectionRaised(version.Number, reject.Reason, reject.By, NowMs));
        var objectors = State.Find(version.Number)!.Objectors;
        var left = Charter.Governors.Count(governor => governor != version.Proposer && !objectors.Contains(governor));
        if (reject.By == version.Proposer || left < Charter.Threshold) Raise(new RiskParametersEvent.Rejected(version.Number, NowMs));
        return null;
    }

    public Problem? RequestImpact(RiskParametersCommand.RequestImpact request)
    {
        if (Open(request.Number, out var version) is { } closed) return closed;
        if (BaseChanged(version) is { } changed) return changed;
        if (version.Kind == VersionKind.Charter) return Reasons.UnknownVersion.With("number", $"version {version.Number} is a charter and has no margin");
        Raise(new RiskParametersEvent.ImpactRequested(version.Number, request.By, NowMs));
        RunImpact(version);
        return null;
    }

    public Problem? RecordImpact(RiskParametersCommand.RecordImpact record)
    {
        if (Open(record.Number, out var version) is { } closed) return closed;
        if (record.Hash != version.Hash) return Reasons.HashMismatch.With("hash", $"version {version.Number} is {Short(version.Hash)}");
        if (record.BaseHash != State.ActiveHash(version.Kind)) return Reasons.BaseChanged.With("base_hash", $"{Short(State.ActiveHash(version.Kind))} is active");
        var report = record.Report;
        if (report.Owners < 0 || report.NewlyBelowMaintenance < 0 || report.NewlyBelowMaintenance > report.Owners)
            return Reasons.BadImpact.With("report.newly_below_maintenance", "is within 0 and the number of owners");
        if (report.InitialMarginBefore < 0 || report.InitialMarginAfter < 0) return Reasons.BadImpact.With("report.initial_margin_before", "margins are at least 0");
        Raise(new RiskParametersEvent.ImpactRecorded(version.Number, record.Hash, record.BaseHash, report, NowMs));
        return null;
    }

    private void Propose(VersionKind kind, string document, string hash, ImmutableArray<ParameterChange> changes, string by) =>
        Raise(new RiskParametersEvent.Proposed(State.LastNumber + 1, kind, document, hash, State.ActiveHash(kind), changes, by, NowMs + Charter.ProposalTtlMs, NowMs));

    private void RunImpact(ParameterVersion version) => effects.Add(new RiskParametersEffect.RunImpact(State.Model, version.Number, version.Hash, version.BaseHash));

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : "nothing";
}
