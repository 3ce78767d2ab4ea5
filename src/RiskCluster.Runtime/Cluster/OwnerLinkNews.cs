namespace RiskCluster.Runtime.Cluster;

/// <summary>Whose an account is now.</summary>
/// <param name="Account"><c>venue/account</c>.</param>
/// <param name="Owner">Null: its own.</param>
public sealed record OwnerLinkNews(string Account, string? Owner);
