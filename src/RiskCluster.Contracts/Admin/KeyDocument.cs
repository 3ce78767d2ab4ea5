namespace RiskCluster.Contracts.Admin;

/// <summary>A key, without its secret.</summary>
/// <param name="KeyId">Its name.</param>
/// <param name="Kind">What its holder is.</param>
/// <param name="Name">The holder's name.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="AddedAt">Since when, unix milliseconds.</param>
/// <param name="RevokedAt">Since when not any more; left out while it is live.</param>
public sealed record KeyDocument(string KeyId, string Kind, string Name, IReadOnlyList<string> Scopes, long AddedAt, long? RevokedAt);
