using System.Collections.Immutable;

namespace RiskCluster.Core.Attestation;

/// <summary>One account's attestation with everything that anybody needs to check it, on a chain or off it. Its JSON form is that of all Core's records.</summary>
/// <param name="Format">Name and version of this form.</param>
/// <param name="Domain">For whom it is.</param>
/// <param name="Attestation">What is attested.</param>
/// <param name="Proof">The place of the margin in the cycle's tree.</param>
/// <param name="Digest">What was signed; whoever checks computes it.</param>
/// <param name="Signatures">By rising signer, each signer once: the order that the contract takes.</param>
public sealed record SignedAttestation(
    string Format, AttestationDomain Domain, MarginAttestation Attestation, MerkleProof Proof, Hash256 Digest, ImmutableArray<AttestationSignature> Signatures)
{
    /// <summary>The form that this version writes and reads.</summary>
    public const string CurrentFormat = "riskcluster.attestation/1";

    /// <summary>The same attestation with another signer's signature; a signer's second one replaces the first.</summary>
    public SignedAttestation With(AttestationSignature signature) => this with { Signatures = AttestationSignatures.Merge(Signatures, signature) };
}
