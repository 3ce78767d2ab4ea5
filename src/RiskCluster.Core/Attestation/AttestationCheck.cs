using System.Collections.Immutable;

namespace RiskCluster.Core.Attestation;

/// <summary>What is found when an attestation is checked with nothing but itself.</summary>
/// <param name="Signers">Who signed, recovered; in the order of the signatures.</param>
/// <param name="Faults">What is wrong, each with its field first; empty when it is whole.</param>
public sealed record AttestationCheck(ImmutableArray<EthereumAddress> Signers, ImmutableArray<string> Faults)
{
    /// <summary>Checks fields, digest, signatures, inclusion and time.</summary>
    /// <param name="attestation">The attestation.</param>
    /// <param name="nowMs">The time to check it for, unix milliseconds.</param>
    /// <param name="trusted">Signers of whom one must have signed; empty when whoever asks judges the signers.</param>
    public static AttestationCheck Of(SignedAttestation attestation, long nowMs, params ReadOnlySpan<EthereumAddress> trusted)
    {
        ArgumentNullException.ThrowIfNull(attestation);
        if (attestation.Format != SignedAttestation.CurrentFormat) return new([], [$"format: is not {SignedAttestation.CurrentFormat}"]);
        if (attestation.Domain.FirstFault() is { } domain) return new([], [$"domain.{domain.Param}: {domain.Rule}"]);
        if (attestation.Attestation.FirstFault() is { } fault) return new([], [$"attestation.{fault.Param}: {fault.Rule}"]);

        var faults = ImmutableArray.CreateBuilder<string>();
        var digest = attestation.Domain.Digest(attestation.Attestation.StructHash());
        if (attestation.Digest != digest) faults.Add($"digest: is not that of the attestation, {digest}");
        if (nowMs > attestation.Attestation.ExpiryMs) faults.Add($"attestation.expiry_ms: expired {nowMs - attestation.Attestation.ExpiryMs} ms ago");
        if (!attestation.Proof.Proves(attestation.Attestation.Margin.StructHash(), attestation.Attestation.CycleRoot)) faults.Add("proof: does not lead from this margin to the cycle's root");
        var signers = Recovered(attestation.Signatures, digest, faults);
        if (!trusted.IsEmpty && !signers.AsSpan().ContainsAny(trusted)) faults.Add($"signatures: none of {string.Join(", ", trusted.ToArray())}");
        return new(signers, faults.ToImmutable());
    }

    private static ImmutableArray<EthereumAddress> Recovered(ImmutableArray<AttestationSignature> signatures, Hash256 digest, ImmutableArray<string>.Builder faults)
    {
        if (signatures.IsDefaultOrEmpty) faults.Add("signatures: there is none");
        var signers = ImmutableArray.CreateBuilder<EthereumAddress>();
        for (var i = 0; i < (signatures.IsDefault ? 0 : signatures.Length); i++)
        {
            if (signatures[i].Recover(digest) is not { } signer || signer != signatures[i].Signer)
                faults.Add($"signatures[{i}]: is not one of {signatures[i].Signer} over this attestation, with s in the lower half");
            else if (signers.Count > 0 && signer <= signers[^1])
                faults.Add($"signatures[{i}].signer: does not rise");
            else
                signers.Add(signer);
        }

        return signers.ToImmutable();
    }
}
