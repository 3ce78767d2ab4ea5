using RiskCluster.Contracts.Margins;

namespace RiskCluster.Contracts.Portfolios;

/// <summary>A line of the portfolio board: <c>GET /v1/portfolios</c>, those with the least maintenance excess first.</summary>
/// <param name="Owner">Whose.</param>
/// <param name="Accounts">How many it nets.</param>
/// <param name="Venues">On which venues.</param>
/// <param name="Margin">In short.</param>
/// <param name="UnwindStatus">How its unwind stands; left out when there is none.</param>
public sealed record PortfolioRow(string Owner, int Accounts, IReadOnlyList<string> Venues, MarginSummary Margin, string? UnwindStatus);
