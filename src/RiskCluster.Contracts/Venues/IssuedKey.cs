namespace RiskCluster.Contracts.Venues;

/// <summary>A key to sign with. The secret is shown once.</summary>
/// <param name="KeyId">Its name.</param>
/// <param name="Secret">Base64url, 32 bytes.</param>
public sealed record IssuedKey(string KeyId, string Secret);
