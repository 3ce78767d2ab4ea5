namespace RiskCluster.Journal.Access;

/// <summary>A key. Its secret is nowhere; the secret's hash is.</summary>
/// <param name="KeyId">Its name.</param>
/// <param name="SecretHash">HMAC-SHA256 of the secret, 64 hexadecimal digits in lower case.</param>
/// <param name="Kind">What its holder is, such as <c>keeper</c>.</param>
/// <param name="Holder">Its holder's name.</param>
/// <param name="Scopes">What it may do, space separated.</param>
/// <param name="AddedAtMs">Since when, unix milliseconds.</param>
/// <param name="RevokedAtMs">Since when not any more; null while it is live.</param>
public sealed record AccessKey(string KeyId, string SecretHash, string Kind, string Holder, string Scopes, long AddedAtMs, long? RevokedAtMs = null);
