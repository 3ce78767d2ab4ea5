using RiskCluster.Risk.Instruments;

namespace RiskCluster.Cli.Bench.Naive;

/// <summary>
/// What a competent programmer writes first: Black-76 with Math.Log and Math.Exp and the double-precision N(x) of Hart (1968) as given by West, "Better
/// approximations to cumulative normal functions", Wilmott 2005. The yardstick of the fill's bar.
/// </summary>
internal static class PlainBlack76
{
    private const double RootTwoPi = 2.506628274631;

    /// <summary>Undiscounted value, USD; arguments as in <see cref="Risk.Pricing.Black76"/>, all positive.</summary>
    public static double Price(OptionType type, double forward, double strike, double volAnnual, double maturityYears)
    {
        var totalVol = volAnnual * Math.Sqrt(maturityYears);
        if (totalVol <= 0) return Math.Max(type == OptionType.Call ? forward - strike : strike - forward, 0);
        var d1 = Math.Log(forward / strike) / totalVol + 0.5 * totalVol;
        var d2 = d1 - totalVol;
        return type == OptionType.Call ? forward * Cdf(d1) - strike * Cdf(d2) : strike * Cdf(-d2) - forward * Cdf(-d1);
    }

    private static double Cdf(double x)
    {
        var z = Math.Abs(x);
        if (z > 37) return x > 0 ? 1 : 0;
        var bell = Math.Exp(-0.5 * z * z);
        var tail = z < 7.07106781186547 ? bell * Rational(z) : bell / (ContinuedFraction(z) * RootTwoPi);
        return x > 0 ? 1 - tail : tail;
    }

    private static double Rational(double z)
    {
        var p = (((((3.52624965998911e-2 * z + 0.700383064443688) * z + 6.37396220353165) * z + 33.912866078383) * z + 112.079291497871) * z
            + 221.213596169931) * z + 220.206867912376;
        var q = ((((((8.83883476483184e-2 * z + 1.75566716318264) * z + 16.064177579207) * z + 86.7807322029461) * z + 296.564248779674) * z
            + 637.333633378831) * z + 793.826512519948) * z + 440.413735824752;
        return p / q;
    }

    private static double ContinuedFraction(double z) => z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))));
}
