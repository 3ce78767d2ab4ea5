using System.Text.Json;
using RiskCluster.Client.Calls;
using RiskCluster.Contracts.Attestations;

namespace RiskCluster.Client.Groups;

/// <summary>Signed figures, for contracts and for whoever trusts nobody.</summary>
public sealed class AttestationCalls
{
    private readonly CallSender sender;

    internal AttestationCalls(CallSender sender) => this.sender = sender;

    /// <summary>The signed margin of an account with its place in the tree over all accounts.</summary>
    public Task<JsonElement> Account(string venue, string account, long chainId, string verifyingContract, CancellationToken cancellation = default) =>
        sender.Send<JsonElement>(ApiCall.Get($"/v1/attestations/{venue}/{account}", ("chain_id", chainId), ("verifying_contract", verifyingContract)), cancellation);

    /// <summary>The signed root of the tree over all accounts.</summary>
    public Task<JsonElement> Cycle(long chainId, string verifyingContract, CancellationToken cancellation = default) =>
        sender.Send<JsonElement>(ApiCall.Get($"/v1/attestations/cycle", ("chain_id", chainId), ("verifying_contract", verifyingContract)), cancellation);

    /// <summary>Whose signatures this server's attestations bear.</summary>
    public Task<SignersDocument> Signers(CancellationToken cancellation = default) =>
        sender.Send<SignersDocument>(ApiCall.Get($"/v1/attestations/signers"), cancellation);

    /// <summary>Checks an attestation with nothing but itself, and that this server signed it.</summary>
    public Task<AttestationVerdict> Verify(JsonElement attestation, CancellationToken cancellation = default) =>
        sender.Send<AttestationVerdict>(ApiCall.Ask($"/v1/attestations:verify", attestation), cancellation);
}
