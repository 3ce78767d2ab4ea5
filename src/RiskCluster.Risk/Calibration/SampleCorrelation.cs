namespace RiskCluster.Risk.Calibration;

/// <summary>Correlation of standardised returns, taken with mean zero as the volatility filter takes them (MODEL CAL-5).</summary>
/// <remarks>
/// The model shrinks the result towards the identity by a constant, governed weight. An optimal intensity (Ledoit and Wolf 2004) was tried and refused: it
/// rests on fourth moments, and the one joint crash of 12 March 2020 in a short look-back drove it to full shrinkage, a correlation of 0 on the
/// day after everything fell together.
/// </remarks>
public static class SampleCorrelation
{
    /// <summary>sum x[i] y[i] / sqrt(sum x[i]^2 sum y[i]^2) for every pair; 0 with a series that never moves.</summary>
    /// <param name="observations">n series of T standardised returns each.</param>
    /// <exception cref="ArgumentException">No series, unequal lengths, or fewer than two observations.</exception>
    public static CorrelationMatrix Estimate(IReadOnlyList<double[]> observations)
    {
        var count = observations.Count == 0 ? 0 : observations[0].Length;
        if (count < 2 || observations.Any(series => series.Length != count))
            throw new ArgumentException("needs series of two or more equal lengths", nameof(observations));
        var n = observations.Count;
        var rows = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            rows[i, i] = 1;
            for (var j = 0; j < i; j++) rows[i, j] = rows[j, i] = Correlation(observations[i], observations[j]);
        }

        return new(rows);
    }

    private static double Correlation(double[] x, double[] y)
    {
        double xx = 0, yy = 0, xy = 0;
        for (var t = 0; t < x.Length; t++)
        {
            xx += x[t] * x[t];
            yy += y[t] * y[t];
            xy += x[t] * y[t];
        }

        var scale = Math.Sqrt(xx) * Math.Sqrt(yy);
        return scale > 0 ? xy / scale : 0;
    }
}
