namespace RiskCluster.Risk.Margin;

/// <summary>Summed sensitivities of a portfolio to one underlying (MODEL INS-2).</summary>
/// <param name="Underlying">The coin.</param>
/// <param name="DeltaCoin">USD gained per USD that the coin's forwards rise: coins.</param>
/// <param name="GammaPerUsd">Change of delta, in coins, per USD.</param>
/// <param name="VegaUsd">USD per 1.00 of annual volatility (divide by 100 for one vol point).</param>
/// <param name="ThetaUsdPerDay">USD per calendar day.</param>
public sealed record UnderlyingGreeks(string Underlying, double DeltaCoin, double GammaPerUsd, double VegaUsd, double ThetaUsdPerDay);
