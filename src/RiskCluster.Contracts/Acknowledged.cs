namespace RiskCluster.Contracts;

/// <summary>It is so, durably.</summary>
/// <param name="Duplicate">True when it was so before, and nothing has changed.</param>
public sealed record Acknowledged(bool Duplicate);
