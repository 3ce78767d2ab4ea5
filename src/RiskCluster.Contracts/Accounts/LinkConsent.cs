namespace RiskCluster.Contracts.Accounts;

/// <summary>The venue consents that an account becomes an owner's: <c>POST .../consent</c>.</summary>
/// <param name="Owner">Whose.</param>
public sealed record LinkConsent(string Owner);
