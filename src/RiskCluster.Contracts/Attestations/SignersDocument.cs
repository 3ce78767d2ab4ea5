namespace RiskCluster.Contracts.Attestations;

/// <summary>Whose signatures attestations of this server bear: <c>GET /v1/attestations/signers</c>.</summary>
/// <param name="Signers">Addresses.</param>
public sealed record SignersDocument(IReadOnlyList<string> Signers);
