using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Pricing;

/// <summary>Black (1976) prices of European options on a forward: the scalar reference (MODEL INS-2).</summary>
public static class Black76
{
    /// <summary>Undiscounted value of one option on one coin, USD: F N(d1) - K N(d2) for a call.</summary>
    /// <param name="type">Call or put.</param>
    /// <param name="forward">USD per coin; >= 0.</param>
    /// <param name="strike">USD per coin; >= 0.</param>
    /// <param name="volAnnual">Annual volatility; >= 0.</param>
    /// <param name="maturityYears">Years to expiry; at 0 or below the option is worth its intrinsic value.</param>
    public static double Price(OptionType type, double forward, double strike, double volAnnual, double maturityYears)
    {
        var intrinsic = Math.Max(type == OptionType.Call ? forward - strike : strike - forward, 0);
        var totalVol = volAnnual * Math.Sqrt(Math.Max(maturityYears, 0));
        if (!(totalVol > 0) || forward <= 0 || strike <= 0) return intrinsic;
        var d1 = Math.Log(forward / strike) / totalVol + totalVol / 2;
        var sign = type == OptionType.Call ? 1 : -1;
        return sign * (forward * Cdf(sign * d1) - strike * Cdf(sign * (d1 - totalVol)));
    }

    private static double Cdf(double x) => 0.5 * MathNet.Numerics.SpecialFunctions.Erfc(-x / Math.Sqrt(2));
}
