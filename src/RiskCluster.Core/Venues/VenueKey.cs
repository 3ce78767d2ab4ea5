namespace RiskCluster.Core.Venues;

/// <summary>A key with which a venue signs. The secret is nowhere; its HMAC is.</summary>
/// <param name="SecretHash">HMAC-SHA256 of the secret, 64 hexadecimal digits in lower case.</param>
/// <param name="AddedAtMs">Since when, unix milliseconds.</param>
public sealed record VenueKey(string SecretHash, long AddedAtMs);
