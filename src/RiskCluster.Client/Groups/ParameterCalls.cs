using RiskCluster.Client.Calls;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Parameters;

namespace RiskCluster.Client.Groups;

/// <summary>The model in force and its governance.</summary>
public sealed class ParameterCalls
{
    private readonly CallSender sender;

    internal ParameterCalls(CallSender sender) => this.sender = sender;

    /// <summary>What is in force.</summary>
    public Task<ParametersDocument> Get(CancellationToken cancellation = default) =>
        sender.Send<ParametersDocument>(ApiCall.Get($"/v1/parameters"), cancellation);

    /// <summary>Everything that governance has done, the oldest first.</summary>
    public Task<Page<AuditEntry>> Audit(string? cursor = null, int? limit = null, CancellationToken cancellation = default) =>
        sender.Send<Page<AuditEntry>>(ApiCall.Get($"/v1/parameters/audit", ("cursor", cursor), ("limit", limit)), cancellation);

    /// <summary>Versions, the newest first.</summary>
    public Task<Page<ProposalDocument>> Proposals(string? status = null, string? cursor = null, int? limit = null, CancellationToken cancellation = default) =>
        sender.Send<Page<ProposalDocument>>(ApiCall.Get($"/v1/parameters/proposals", ("status", status), ("cursor", cursor), ("limit", limit)), cancellation);

    /// <summary>A version, with its run on the live book once that is done.</summary>
    public Task<ProposalDocument> Proposal(long number, CancellationToken cancellation = default) =>
        sender.Send<ProposalDocument>(ApiCall.Get($"/v1/parameters/proposals/{number}"), cancellation);

    /// <summary>Proposes a change of exactly the document whose hash is given.</summary>
    public Task<ProposalDocument> Propose(ProposalRequest request, string baseHash, string? key = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(baseHash);
        return sender.Send<ProposalDocument>(ApiCall.Write(HttpMethod.Post, $"/v1/parameters/proposals", request, key) with { IfMatch = $"\"{baseHash}\"" }, cancellation);
    }

    /// <summary>Consents to exactly this text in place of exactly what is in force.</summary>
    public Task<ProposalDocument> Approve(long number, ApprovalRequest approval, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<ProposalDocument>(ApiCall.Write(HttpMethod.Post, $"/v1/parameters/proposals/{number}:approve", approval, key), cancellation);

    /// <summary>Objects, or takes one's own back.</summary>
    public Task<ProposalDocument> Reject(long number, string reason, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<ProposalDocument>(ApiCall.Write(HttpMethod.Post, $"/v1/parameters/proposals/{number}:reject", new ReasonRequest(reason), key), cancellation);

    /// <summary>Puts a version in force.</summary>
    public Task<ProposalDocument> Activate(long number, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<ProposalDocument>(ApiCall.Write(HttpMethod.Post, $"/v1/parameters/proposals/{number}:activate", key), cancellation);

    /// <summary>Brings an earlier version's document back at once, as a new version.</summary>
    public Task<ProposalDocument> RollBack(long number, string reason, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<ProposalDocument>(ApiCall.Write(HttpMethod.Post, $"/v1/parameters/proposals/{number}:rollback", new ReasonRequest(reason), key), cancellation);

    /// <summary>Stops all activations, on one governor's word.</summary>
    public Task<ParametersDocument> Freeze(string reason, string? key = null, CancellationToken cancellation = default) =>
        sender.Send<ParametersDocument>(ApiCall.Write(HttpMethod.Post, $"/v1/parameters:freeze", new ReasonRequest(reason), key), cancellation);

    /// <summary>Agrees to go on.</summary>
    public Task<ParametersDocument> Unfreeze(string? key = null, CancellationToken cancellation = default) =>
        sender.Send<ParametersDocument>(ApiCall.Write(HttpMethod.Post, $"/v1/parameters:unfreeze", key), cancellation);
}
