using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Pricing;

/// <summary>Black (1976) prices and Greeks of European options on a forward, one at a time: the scalar reference (MODEL INS-2).</summary>
/// <remarks>
/// Defined everywhere on forward, strike, vol >= 0 (infinite vol included) and any finite maturity. Without time or vol (sigma sqrt(T) = 0), or with a forward or
/// strike of 0, an option is worth its discounted intrinsic value; its delta is then that of the intrinsic value (one half at the kink) and the
/// Greeks of curvature and vol are 0. An infinite vol gives the limits: a call is worth the forward, a put the strike. NaN in gives NaN out; the caller turns
/// that into Unavailable.
/// </remarks>
public static class Black76
{
    private const double InverseRootTwoPi = 0.3989422804014327;
    private const double InverseRootTwo = 0.7071067811865476;

    /// <summary>Undiscounted value of one option on one coin, USD: F N(d1) - K N(d2) for a call.</summary>
    /// <param name="type">Call or put.</param>
    /// <param name="forward">USD per coin; >= 0.</param>
    /// <param name="strike">USD per coin; >= 0.</param>
    /// <param name="volAnnual">Annual volatility; >= 0.</param>
    /// <param name="maturityYears">Years to expiry; at 0 or below the option is worth its intrinsic value.</param>
    public static double Price(OptionType type, double forward, double strike, double volAnnual, double maturityYears)
    {
        var totalVol = TotalVol(volAnnual, maturityYears);
        if (totalVol <= 0 || forward <= 0 || strike <= 0) return Math.Max(type == OptionType.Call ? forward - strike : strike - forward, 0);
        var (d1, d2) = Moneyness(forward, strike, totalVol);
        return type == OptionType.Call ? forward * Cdf(d1) - strike * Cdf(d2) : strike * Cdf(-d2) - forward * Cdf(-d1);
    }

    /// <summary>Value discounted at <paramref name="rateAnnual"/>: exp(-r T) times <see cref="Price(OptionType, double, double, double, double)"/>.</summary>
    public static double Price(OptionType type, double forward, double strike, double volAnnual, double maturityYears, double rateAnnual) =>
        Discount(rateAnnual, maturityYears) * Price(type, forward, strike, volAnnual, maturityYears);

    /// <summary>Greeks of the discounted value, by the forward; theta and rho at a fixed forward.</summary>
    /// <param name="type">Call or put.</param>
    /// <param name="forward">USD per coin; >= 0.</param>
    /// <param name="strike">USD per coin; >= 0.</param>
    /// <param name="volAnnual">Annual volatility; >= 0.</param>
    /// <param name="maturityYears">Years to expiry; at 0 or below everything but delta is 0.</param>
    /// <param name="rateAnnual">Continuously compounded discount rate.</param>
    public static OptionGreeks Greeks(OptionType type, double forward, double strike, double volAnnual, double maturityYears, double rateAnnual = 0)
    {
        var discount = Discount(rateAnnual, maturityYears);
        var years = Math.Max(maturityYears, 0);
        var totalVol = TotalVol(volAnnual, maturityYears);
        var value = discount * Price(type, forward, strike, volAnnual, maturityYears);
        var rho = -years * value;
        var carry = years > 0 ? rateAnnual * value : 0;
        if (totalVol <= 0 || forward <= 0 || strike <= 0 || double.IsPositiveInfinity(totalVol))
            return new(discount * LimitDelta(type, forward, strike, totalVol), 0, 0, carry, rho, 0, 0);

        var (d1, d2) = Moneyness(forward, strike, totalVol);
        var density = discount * InverseRootTwoPi * Math.Exp(-0.5 * d1 * d1);
        var vega = forward * density * Math.Sqrt(years);
        return new(
            Delta: discount * (type == OptionType.Call ? Cdf(d1) : -Cdf(-d1)),
            Gamma: density / (forward * totalVol),
            Vega: vega,
            Theta: carry - 0.5 * vega * volAnnual / years,
            Rho: rho,
            Vanna: -density * d2 / volAnnual,
            Volga: vega * d1 * d2 / volAnnual);
    }

    // Zero times infinity (no time left, infinite vol) is no vol.
    private static double TotalVol(double volAnnual, double maturityYears)
    {
        if (double.IsNaN(volAnnual)) return double.NaN;
        return maturityYears <= 0 ? 0 : volAnnual * Math.Sqrt(maturityYears);
    }

    private static double Discount(double rateAnnual, double maturityYears) => Math.Exp(-rateAnnual * Math.Max(maturityYears, 0));

    // Dividing before subtracting keeps an infinite total vol finite in sign: d1 = +inf, d2 = -inf.
    private static (double D1, double D2) Moneyness(double forward, double strike, double totalVol)
    {
        var standardized = Math.Log(forward / strike) / totalVol;
        return (standardized + totalVol / 2, standardized - totalVol / 2);
    }

    private static double LimitDelta(OptionType type, double forward, double strike, double totalVol)
    {
        if (double.IsNaN(forward + strike + totalVol)) return double.NaN;
        var callDelta = double.IsPositiveInfinity(totalVol) && forward > 0 || forward > strike ? 1
            : forward < strike ? 0
            : 0.5;
        return type == OptionType.Call ? callDelta : callDelta - 1;
    }

    private static double Cdf(double x) => 0.5 * MathNet.Numerics.SpecialFunctions.Erfc(-x * InverseRootTwo);
}
