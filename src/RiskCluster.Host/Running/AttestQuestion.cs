namespace RiskCluster.Host.Running;

/// <summary>An attestation, as another process asks for it.</summary>
/// <param name="Account"><c>venue/account</c>.</param>
/// <param name="ChainId">On which chain it is to count.</param>
/// <param name="Contract">Which contract checks it.</param>
internal sealed record AttestQuestion(string Account, long ChainId, string Contract);
