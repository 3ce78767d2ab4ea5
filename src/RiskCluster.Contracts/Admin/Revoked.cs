namespace RiskCluster.Contracts.Admin;

/// <summary>A key was taken back, now or before.</summary>
/// <param name="KeyId">Its name.</param>
/// <param name="Duplicate">True when it had been taken back before.</param>
public sealed record Revoked(string KeyId, bool Duplicate);
