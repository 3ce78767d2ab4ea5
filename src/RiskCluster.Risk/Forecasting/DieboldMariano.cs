using MathNet.Numerics.Distributions;

namespace RiskCluster.Risk.Forecasting;

/// <summary>Whether one forecast's losses are smaller than another's by more than chance.</summary>
/// <param name="MeanDifference">Mean of first - second; below 0 the first is better.</param>
/// <param name="Statistic">With the correction for small samples; below 0 the first is better.</param>
/// <param name="PValue">Probability of a statistic as low or lower if both were as good: small when the first is better. Within [0, 1].</param>
/// <remarks>
/// Diebold and Mariano, J. Business and Economic Statistics 13, 1995: d / sqrt((c[0] + 2 sum_{k&lt;h} c[k]) / n), c the autocovariances of the differences of h-step
/// forecasts. Harvey, Leybourne and Newbold, Int. J. Forecasting 13, 1997: times sqrt((n + 1 - 2h + h(h-1)/n) / n), against Student's t of n - 1 degrees.
/// </remarks>
public sealed record DieboldMariano(double MeanDifference, double Statistic, double PValue)
{
    /// <summary>Compares two series of losses over the same days.</summary>
    /// <param name="first">Shape [n], finite; n above 2h.</param>
    /// <param name="second">Shape [n].</param>
    /// <param name="stepsAhead">h, how many days ahead the forecasts were; at least 1.</param>
    /// <returns>Null when the differences have no spread to judge by.</returns>
    /// <exception cref="ArgumentException">Lengths that differ, or too few days.</exception>
    public static DieboldMariano? Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second, int stepsAhead = 1)
    {
        var n = first.Length;
        if (second.Length != n) throw new ArgumentException($"the losses are of {n} and {second.Length} days", nameof(second));
        if (stepsAhead < 1 || n <= 2 * stepsAhead) throw new ArgumentException($"{n} days are too few for forecasts {stepsAhead} ahead", nameof(stepsAhead));
        var differences = new double[n];
        var mean = 0.0;
        for (var t = 0; t < n; t++)
        {
            differences[t] = first[t] - second[t];
            mean += differences[t] / n;
        }

        var spread = 0.0;
        for (var k = 0; k < stepsAhead; k++)
        {
            var covariance = 0.0;
            for (var t = k; t < n; t++) covariance += (differences[t] - mean) * (differences[t - k] - mean) / n;
            spread += k == 0 ? covariance : 2 * covariance;
        }

        if (!(spread > 1e-24 * (1 + mean * mean))) return null;
        var correction = (n + 1 - 2.0 * stepsAhead + stepsAhead * (stepsAhead - 1.0) / n) / n;
        var statistic = Math.Sqrt(correction) * mean / Math.Sqrt(spread / n);
        return new(mean, statistic, StudentT.CDF(0, 1, n - 1, statistic));
    }
}
