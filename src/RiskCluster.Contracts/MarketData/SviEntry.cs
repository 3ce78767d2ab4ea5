namespace RiskCluster.Contracts.MarketData;

/// <summary>A raw SVI slice: total variance a + b (rho (k - m) + sqrt((k - m)^2 + sigma^2)) at k = ln(strike / forward).</summary>
/// <param name="A">Level of total variance.</param>
/// <param name="B">Slope of the wings.</param>
/// <param name="Rho">Rotation.</param>
/// <param name="M">Shift in log-moneyness.</param>
/// <param name="Sigma">Smoothness at the money.</param>
/// <param name="TauYears">The maturity that it was made with, in years of 365 days.</param>
public sealed record SviEntry(decimal A, decimal B, decimal Rho, decimal M, decimal Sigma, decimal TauYears);
