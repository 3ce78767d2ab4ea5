namespace RiskCluster.Risk.Calibration;

/// <summary>Correlation estimated from few observations, shrunk towards the identity (MODEL CAL-5).</summary>
/// <remarks>
/// Ledoit and Wolf, A well-conditioned estimator for large-dimensional covariance matrices, J. Multivariate Analysis 88 (2004): with x[t] the observations
/// scaled to mean square 1 and S their second moment matrix, d2 = |S - I|^2, b2 = min(d2, sum |x[t] x[t]' - S|^2 / T^2), and
/// C = (b2/d2) I + (1 - b2/d2) S. Returns are taken with mean zero, as the volatility filter takes them.
/// </remarks>
public static class ShrunkCorrelation
{
    /// <summary>Estimates the matrix.</summary>
    /// <param name="observations">n series of T standardised returns each.</param>
    /// <exception cref="ArgumentException">No series, unequal or fewer than two observations.</exception>
    public static CorrelationMatrix Estimate(IReadOnlyList<double[]> observations)
    {
        var count = observations.Count == 0 ? 0 : observations[0].Length;
        if (count < 2 || observations.Any(series => series.Length != count)) throw new ArgumentException("needs series of two or more equal lengths", nameof(observations));
        var x = observations.Select(ToUnitMeanSquare).ToArray();
        var n = x.Length;
        var sample = new double[n, n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                sample[i, j] = i == j ? 1 : MeanProduct(x[i], x[j]);

        var shrinkage = Shrinkage(x, sample);
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                if (i != j)
                    sample[i, j] *= 1 - shrinkage;
        return new(sample);
    }

    private static double Shrinkage(double[][] x, double[,] sample)
    {
        double distance = 0, error = 0;
        var count = x[0].Length;
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j < x.Length; j++)
            {
                if (i != j) distance += sample[i, j] * sample[i, j];
                for (var t = 0; t < count; t++) error += Math.Pow(x[i][t] * x[j][t] - sample[i, j], 2) / ((double)count * count);
            }
        }

        return distance > 0 ? Math.Min(error / distance, 1) : 1;
    }

    // A series that never moves stays at 0: its correlation with everything is 0.
    private static double[] ToUnitMeanSquare(double[] series)
    {
        var scale = Math.Sqrt(MeanProduct(series, series));
        return scale > 0 ? [.. series.Select(value => value / scale)] : new double[series.Length];
    }

    private static double MeanProduct(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var t = 0; t < a.Length; t++) sum += a[t] * b[t];
        return sum / a.Length;
    }
}
