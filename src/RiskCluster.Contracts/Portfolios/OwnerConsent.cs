namespace RiskCluster.Contracts.Portfolios;

/// <summary>The venue consents that an account becomes an owner's: <c>POST .../accounts/{a}/consent</c>.</summary>
/// <param name="Owner">Key of the portfolio.</param>
public sealed record OwnerConsent(string Owner);
