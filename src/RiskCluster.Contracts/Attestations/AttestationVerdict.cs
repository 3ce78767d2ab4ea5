namespace RiskCluster.Contracts.Attestations;

/// <summary>What an attestation is worth by itself: <c>POST /v1/attestations:verify</c>.</summary>
/// <param name="Valid">Whole, unexpired, and signed by this server.</param>
/// <param name="Signers">Who signed, recovered.</param>
/// <param name="Faults">What is wrong, each with its field first.</param>
public sealed record AttestationVerdict(bool Valid, IReadOnlyList<string> Signers, IReadOnlyList<string> Faults);
