using System.Collections.Immutable;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Runtime.Simulation;

/// <summary>What may come into force: what enough others have read and agreed to lately, in place of what is active; what loosens, after the timelock.</summary>
/// <remarks>It counts by what governors have sent and in whose name, not by what the rules say of a version.</remarks>
internal sealed class GovernanceTruth
{
    public const int Threshold = 2;
    public const long TimelockMs = 3_000;
    public const long ApprovalTtlMs = 60_000;
    public const long RollbackWindowMs = 1_500;

    private readonly Dictionary<MessageId, RiskParametersCommand.Approve> sent = [];
    private readonly Dictionary<long, ParameterProposal> proposals = [];
    private readonly List<(long FromSeq, string Hash)> inForce = [];
    private long activeNumber;
    private long activatedAtMs;
    private bool isFrozen;

    public static ImmutableArray<string> Governors { get; } = ["ada", "ben", "cat", "dan", "eve"];

    /// <summary>The document in force; empty before the first.</summary>
    public string ActiveDocument => proposals.TryGetValue(activeNumber, out var active) ? active.Document : "";

    /// <summary>What a governor consents to with a message.</summary>
    public void Expect(MessageId id, RiskParametersCommand.Approve approve) => sent[id] = approve;

    /// <summary>True when a model was in force at some event after one that somebody has been told of.</summary>
    public bool IsOrWasActive(string hash, long sinceSeq)
    {
        for (var i = inForce.Count - 1; i >= 0; i--)
        {
            if (inForce[i].Hash == hash) return true;
            if (inForce[i].FromSeq <= sinceSeq) return false;
        }

        return false;
    }

    public BrokenTruth? Follow(RiskParametersEvent change, JournalRecord item)
    {
        switch (change)
        {
            case RiskParametersEvent.Established first:
                proposals[1] = new(first.Document, first.Hash, "", first.By, first.AtMs) { IsClosed = true };
                Activate(1, first.Hash, first.AtMs, item);
                return null;
            case RiskParametersEvent.Proposed proposed:
                proposals[proposed.Number] = new(proposed.Document, proposed.Hash, proposed.BaseHash, proposed.By, proposed.AtMs);
                return null;
            case RiskParametersEvent.ApprovalGiven given: return Approved(proposals[given.Number], given.Approval, item);
            case RiskParametersEvent.ObjectionRaised objection:
                proposals[objection.Number].Approvals.Remove(objection.By);
                return null;
            case RiskParametersEvent.Rejected rejected:
                proposals[rejected.Number].IsClosed = true;
                return null;
            case RiskParametersEvent.ImpactRecorded run:
                proposals[run.Number].ImpactBase = run.BaseHash;
                return null;
            case RiskParametersEvent.Frozen: isFrozen = true; return null;
            case RiskParametersEvent.Unfrozen: isFrozen = false; return null;
            case RiskParametersEvent.Activated activated: return CameIntoForce(activated, item);
            case RiskParametersEvent.RolledBack back: return CameBack(back, item);
            default: return null;
        }
    }

    private BrokenTruth? Approved(ParameterProposal proposal, Approval approval, JournalRecord item)
    {
        var consent = sent[item.Message];
        if (consent.By == proposal.Proposer) return new("nobody approves his own proposal", $"{consent.By} did");
        if (consent.Hash != proposal.Hash || consent.BaseHash != proposal.BaseHash) return new("an approval is for the text that was read", $"{consent.By} had read {consent.Hash[..8]}, approved is {proposal.Hash[..8]}");
        proposal.Approvals[consent.By] = approval.AtMs;
        if (Counted(proposal, approval.AtMs) >= Threshold) proposal.QuorumAtMs ??= approval.AtMs;
        return null;
    }

    private BrokenTruth? CameIntoForce(RiskParametersEvent.Activated activated, JournalRecord item)
    {
        var proposal = proposals[activated.Number];
        var (active, atMs) = (proposals[activeNumber], activated.AtMs);
        if (isFrozen) return new("nothing comes into force while activations are frozen", $"version {activated.Number} did");
        if (proposal.IsClosed || proposal.BaseHash != active.Hash) return new("a version replaces what it was made to replace", $"version {activated.Number} did not");
        if (proposal.ImpactBase != active.Hash) return new("nothing comes into force that the live book was not run under", $"version {activated.Number} did");
        var counted = Counted(proposal, atMs);
        if (counted < Threshold) return new("nothing comes into force without enough approvals that count", $"version {activated.Number} had {counted}: {string.Join(' ', proposal.Approvals)} at {atMs}");
        var isLooser = SimModel.VolUp(proposal.Document) < SimModel.VolUp(active.Document);
        if (isLooser && atMs < proposal.QuorumAtMs + TimelockMs) return new("what loosens waits for the timelock", $"version {activated.Number} waited {atMs - proposal.QuorumAtMs} ms");
        Activate(activated.Number, activated.Hash, atMs, item);
        return null;
    }

    private BrokenTruth? CameBack(RiskParametersEvent.RolledBack back, JournalRecord item)
    {
        var (active, target) = (proposals[activeNumber], proposals[back.ToNumber]);
        if (!inForce.Exists(earlier => earlier.Hash == target.Hash)) return new("only what was in force comes back", $"version {back.ToNumber} was not");
        var isUndoing = target.Hash == active.BaseHash && !active.IsRollback && back.AtMs - activatedAtMs <= RollbackWindowMs;
        if (!isUndoing && SimModel.VolUp(target.Document) < SimModel.VolUp(active.Document)) return new("what loosens waits for the timelock", $"a rollback to {back.ToNumber} after {back.AtMs - activatedAtMs} ms did not");
        proposals[back.Number] = new(target.Document, target.Hash, active.Hash, back.By, back.AtMs) { IsClosed = true, IsRollback = true };
        Activate(back.Number, back.Hash, back.AtMs, item);
        return null;
    }

    private void Activate(long number, string hash, long atMs, JournalRecord item)
    {
        proposals[number].IsClosed = true;
        (activeNumber, activatedAtMs) = (number, atMs);
        inForce.Add((item.Seq, hash));
    }

    private static int Counted(ParameterProposal proposal, long atMs) => proposal.Approvals.Count(approval => atMs - approval.Value <= ApprovalTtlMs);
}
