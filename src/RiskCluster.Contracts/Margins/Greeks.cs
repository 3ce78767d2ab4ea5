namespace RiskCluster.Contracts.Margins;

/// <summary>Sensitivities to one underlying.</summary>
/// <param name="Underlying">Coin.</param>
/// <param name="Delta">Coins.</param>
/// <param name="Gamma">Change of delta for a move of the price by 1 USD.</param>
/// <param name="Vega">USD for a rise of all volatilities by one point (0.01).</param>
/// <param name="Theta">USD a day.</param>
public sealed record Greeks(string Underlying, double Delta, double Gamma, double Vega, double Theta);
