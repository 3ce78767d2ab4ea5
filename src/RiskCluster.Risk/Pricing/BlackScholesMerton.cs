using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Pricing;

/// <summary>Options on a spot price S with a yield q and a rate r: Black-76 on the forward F = S exp((r - q) T), with Greeks by the chain rule (MODEL INS-2).</summary>
/// <remarks>Haug, "The Complete Guide to Option Pricing Formulas", 2nd ed. 2007, sections 1.1 and 2. Theta and rho hold the spot fixed, so the forward moves.</remarks>
public static class BlackScholesMerton
{
    /// <summary>Value of one option on one coin, USD.</summary>
    /// <param name="type">Call or put.</param>
    /// <param name="spot">USD per coin; >= 0.</param>
    /// <param name="strike">USD per coin; >= 0.</param>
    /// <param name="yieldAnnual">What holding the coin earns, continuously compounded.</param>
    /// <param name="rateAnnual">Continuously compounded discount rate.</param>
    /// <param name="maturityYears">Years to expiry.</param>
    /// <param name="volAnnual">Annual volatility; >= 0.</param>
    public static double Price(OptionType type, double spot, double strike, double yieldAnnual, double rateAnnual, double maturityYears, double volAnnual) =>
        Black76.Price(type, Forward(spot, yieldAnnual, rateAnnual, maturityYears), strike, volAnnual, maturityYears, rateAnnual);

    /// <summary>Greeks by the spot. Arguments as in <see cref="Price"/>.</summary>
    public static OptionGreeks Greeks(
        OptionType type, double spot, double strike, double yieldAnnual, double rateAnnual, double maturityYears, double volAnnual)
    {
        var forward = Forward(spot, yieldAnnual, rateAnnual, maturityYears);
        var byForward = Black76.Greeks(type, forward, strike, volAnnual, maturityYears, rateAnnual);
        var years = Math.Max(maturityYears, 0);
        var growth = Math.Exp((rateAnnual - yieldAnnual) * years);
        return byForward with
        {
            Delta = byForward.Delta * growth,
            Gamma = byForward.Gamma * growth * growth,

            // dF/dt at a fixed spot is -(r - q) F; dF/dr is T F.
            Theta = byForward.Theta - (years > 0 ? byForward.Delta * (rateAnnual - yieldAnnual) * forward : 0),
            Rho = byForward.Rho + byForward.Delta * years * forward,
            Vanna = byForward.Vanna * growth,
        };
    }

    private static double Forward(double spot, double yieldAnnual, double rateAnnual, double maturityYears) =>
        spot * Math.Exp((rateAnnual - yieldAnnual) * Math.Max(maturityYears, 0));
}
