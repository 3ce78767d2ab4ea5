using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Pricing;

/// <summary>Inverts the Black-76 price (MODEL INS-2, MKT-2).</summary>
public static class ImpliedVol
{
    private const int MostSteps = 80;
    private const double LargestTotalVol = 40;
    private static readonly double InvSqrtTwoPi = 1 / Math.Sqrt(2 * Math.PI);

    /// <summary>The annual volatility at which <c>Black76.Price</c> gives <paramref name="priceUsd"/>.</summary>
    /// <param name="type">Call or put.</param>
    /// <param name="forward">USD per coin; > 0.</param>
    /// <param name="strike">USD per coin; > 0.</param>
    /// <param name="priceUsd">Undiscounted value of one option on one coin, USD. A coin price of an inverse option is multiplied by the forward first.</param>
    /// <param name="maturityYears">Years to expiry; > 0.</param>
    /// <returns>
    /// The volatility, 0 at intrinsic value, or NaN when there is none: price below intrinsic value, at or above the value of an infinite volatility
    /// (the forward for a call, the strike for a put), or an argument outside its range.
    /// </returns>
    /// <remarks>
    /// Works on the out-of-the-money twin of the option (parity), whose logarithm is solved for below the inflexion point of the price in total volatility,
    /// sqrt(2 |ln(F/K)|), and whose value is solved for above it: both are nearly straight there. Newton steps inside a bracket; a step that leaves the
    /// bracket is replaced by its middle. The start at the inflexion point is Manaster and Koehler's (Journal of Finance 37, 1982).
    /// Typically 4 to 6 evaluations of the price.
    /// </remarks>
    public static double FromPrice(OptionType type, double forward, double strike, double priceUsd, double maturityYears)
    {
        if (!(forward > 0 && strike > 0 && maturityYears > 0) || !double.IsFinite(priceUsd)) return double.NaN;
        var intrinsic = Math.Max(type == OptionType.Call ? forward - strike : strike - forward, 0);
        var timeValue = priceUsd - intrinsic;
        if (timeValue < 0 || priceUsd >= (type == OptionType.Call ? forward : strike)) return double.NaN;
        if (timeValue == 0) return 0;
        var outOfTheMoney = strike >= forward ? OptionType.Call : OptionType.Put;
        return TotalVol(outOfTheMoney, forward, strike, timeValue) / Math.Sqrt(maturityYears);
    }

    private static double TotalVol(OptionType type, double forward, double strike, double target)
    {
        var moneyness = Math.Log(forward / strike);
        var inflexion = Math.Sqrt(2 * Math.Abs(moneyness));
        var totalVol = Math.Max(inflexion, 1e-3);
        var solvesLogarithm = target < Black76.Price(type, forward, strike, totalVol, 1);
        var (low, high) = solvesLogarithm ? (0.0, totalVol) : (totalVol, LargestTotalVol);
        for (var step = 0; step < MostSteps; step++)
        {
            var price = Black76.Price(type, forward, strike, totalVol, 1);
            if (price == target) break;
            if (price < target) low = totalVol;
            else high = totalVol;

            var d1 = moneyness / totalVol + totalVol / 2;
            var vega = forward * InvSqrtTwoPi * Math.Exp(-d1 * d1 / 2);
            var newton = solvesLogarithm ? Math.Log(target / price) * price / vega : (target - price) / vega;
            var next = totalVol + newton;
            if (!(next > low && next < high)) next = (low + high) / 2;
            if (Math.Abs(next - totalVol) <= 1e-15 * next) return next;
            totalVol = next;
        }

        return totalVol;
    }
}
