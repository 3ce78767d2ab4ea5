namespace RiskCluster.Risk.Pricing;

/// <summary>First and second derivatives of an option's value in USD, for one option on one coin (MODEL INS-2).</summary>
/// <param name="Delta">dV/dX, coins: USD per dollar of the price X that the formula is written in (the forward for Black-76, spot for Black-Scholes-Merton).</param>
/// <param name="Gamma">d2V/dX2, coins per dollar.</param>
/// <param name="Vega">dV/dsigma, USD per 1.00 of vol.</param>
/// <param name="Theta">Value gained per year of 365 days as time passes, X and sigma fixed; mostly negative.</param>
/// <param name="Rho">dV/dr, USD per 1.00 of the discount rate.</param>
/// <param name="Vanna">d2V/dX dsigma, coins per 1.00 of vol.</param>
/// <param name="Volga">d2V/dsigma2, USD per 1.00 of vol squared.</param>
public readonly record struct OptionGreeks(double Delta, double Gamma, double Vega, double Theta, double Rho, double Vanna, double Volga);
