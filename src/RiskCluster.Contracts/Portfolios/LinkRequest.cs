namespace RiskCluster.Contracts.Portfolios;

/// <summary>The owner consents that an account becomes its own: <c>POST /v1/portfolios/{owner}/links</c>.</summary>
/// <param name="Account"><c>venue/account</c>.</param>
public sealed record LinkRequest(string Account);
