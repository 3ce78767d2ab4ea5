namespace RiskCluster.Journal.Access;

/// <summary>A nonce that a signed request has used up.</summary>
/// <param name="KeyId">The key that signed.</param>
/// <param name="Nonce">The nonce.</param>
/// <param name="ExpiresAtMs">From when on a request with it would be refused for its age, unix milliseconds.</param>
public readonly record struct UsedNonce(string KeyId, string Nonce, long ExpiresAtMs);
