namespace RiskCluster.Contracts.Portfolios;

/// <summary>The owner consents that an account becomes its own: <c>POST /v1/portfolios/{owner}/links</c>. The account's venue consents too, before or after.</summary>
/// <param name="Venue">The venue.</param>
/// <param name="Account">The account's name there.</param>
public sealed record LinkRequest(string Venue, string Account);
