using RiskCluster.Core.Attestation;
using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Attestation;

/// <summary>A signed attestation, or why there is none.</summary>
/// <param name="Attestation">The attestation; null when there is a problem.</param>
/// <param name="Problem">Why not; null when there is one.</param>
public sealed record AttestationAnswer(SignedAttestation? Attestation, Problem? Problem);
