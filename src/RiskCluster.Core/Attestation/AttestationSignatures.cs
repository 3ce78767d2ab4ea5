using System.Collections.Immutable;

namespace RiskCluster.Core.Attestation;

/// <summary>Signatures in the order that a contract takes: rising signers, so that none can count twice.</summary>
internal static class AttestationSignatures
{
    public static ImmutableArray<AttestationSignature> Merge(ImmutableArray<AttestationSignature> known, AttestationSignature more) =>
        [.. known.Where(signature => signature.Signer != more.Signer).Append(more).OrderBy(signature => signature.Signer)];
}
