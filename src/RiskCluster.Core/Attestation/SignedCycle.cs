using System.Collections.Immutable;

namespace RiskCluster.Core.Attestation;

/// <summary>A whole cycle's attestation: what is posted to a contract so that its accounts follow by proofs.</summary>
/// <param name="Format">Name and version of this form.</param>
/// <param name="Domain">For whom it is.</param>
/// <param name="Cycle">What is attested.</param>
/// <param name="Digest">What was signed.</param>
/// <param name="Signatures">By rising signer, each signer once.</param>
public sealed record SignedCycle(string Format, AttestationDomain Domain, CycleAttestation Cycle, Hash256 Digest, ImmutableArray<AttestationSignature> Signatures)
{
    /// <summary>The form that this version writes and reads.</summary>
    public const string CurrentFormat = "riskcluster.cycle/1";

    /// <summary>The same attestation with another signer's signature; a signer's second one replaces the first.</summary>
    public SignedCycle With(AttestationSignature signature) => this with { Signatures = AttestationSignatures.Merge(Signatures, signature) };
}
