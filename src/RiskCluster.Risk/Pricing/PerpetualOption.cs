using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Pricing;

/// <summary>
/// An option that never expires and whose holder pays its time value as funding, all of it in one funding period: the mean of dated Black-Scholes options whose
/// time to expiry is exponentially distributed around the period (INS-2).
/// </summary>
/// <remarks>
/// V = integral of exp(-t/T)/T times the Black-Scholes price at t, which solves  s^2 S^2 V''/2 + r S V' - r V = (V - payoff)/T.  With the roots p+ > 1 and p- &lt;= 0 of
/// s^2 p (p - 1)/2 + r p = r + 1/T  and  c = K r T/(1 + r T):  a call is worth  (K - p- c)/(p+ - p-) (S/K)^p+  below the strike and
/// S - K/(1 + r T) + (K - p+ c)/(p+ - p-) (S/K)^p-  above; put = call - S + K/(1 + r T). Paradex, "Perpetual options: pricing"; at r = 0 it is the everlasting option of
/// Bankman-Fried and White. A volatility under 1e-6 counts as 1e-6. r T &lt;= -1 has no finite price and gives NaN.
/// </remarks>
public static class PerpetualOption
{
    private const double LeastVol = 1e-6;

    /// <summary>Value of one option on one coin, USD.</summary>
    /// <param name="type">Call or put.</param>
    /// <param name="spot">USD per coin; >= 0.</param>
    /// <param name="strike">USD per coin; > 0.</param>
    /// <param name="volAnnual">Annual volatility; >= 0.</param>
    /// <param name="rateAnnual">Continuously compounded; what a perpetual future pays in funding.</param>
    /// <param name="periodYears">Funding period T; > 0.</param>
    public static double Price(OptionType type, double spot, double strike, double volAnnual, double rateAnnual, double periodYears)
    {
        var growth = Growth(rateAnnual, periodYears);
        var (up, down) = Roots(volAnnual, rateAnnual, periodYears);
        var c = strike - strike / growth;
        var call = spot < strike
            ? (strike - down * c) / (up - down) * Math.Pow(spot / strike, up)
            : spot - strike / growth + (strike - up * c) / (up - down) * Math.Pow(spot / strike, down);
        return type == OptionType.Call ? call : call - spot + strike / growth;
    }

    /// <summary>Derivative of <see cref="Price"/> by the spot.</summary>
    public static double Delta(OptionType type, double spot, double strike, double volAnnual, double rateAnnual, double periodYears)
    {
        var growth = Growth(rateAnnual, periodYears);
        var (up, down) = Roots(volAnnual, rateAnnual, periodYears);
        var c = strike - strike / growth;
        var call = spot < strike
            ? (strike - down * c) / (up - down) * up / strike * Math.Pow(spot / strike, up - 1)
            : 1 + (strike - up * c) / (up - down) * down / strike * Math.Pow(spot / strike, down - 1);
        return type == OptionType.Call ? call : call - 1;
    }

    private static double Growth(double rateAnnual, double periodYears)
    {
        var growth = 1 + rateAnnual * periodYears;
        return growth > 0 ? growth : double.NaN;
    }

    private static (double Up, double Down) Roots(double volAnnual, double rateAnnual, double periodYears)
    {
        var variance = Math.Pow(Math.Max(volAnnual, LeastVol), 2);
        var carry = rateAnnual / variance;
        var root = Math.Sqrt((carry + 0.5) * (carry + 0.5) + 2 / (variance * periodYears));
        return (0.5 - carry + root, 0.5 - carry - root);
    }
}
