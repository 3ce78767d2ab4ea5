using MathNet.Numerics.LinearAlgebra;

namespace RiskCluster.Risk.Forecasting;

/// <summary>Variance of a day from the squares of the day, week and month before it (Corsi, J. Financial Econometrics 7, 2009), on squared daily returns.</summary>
/// <remarks>
/// Least squares with weights 1 / EWMA^2, because the deviation of a squared return grows with the variance. Coefficients may be negative, so a forecast is held within a
/// quarter and sixteen times the exponentially weighted variance: half and four times its volatility.
/// </remarks>
internal sealed class HarModel
{
    private const double LeastRatio = 0.25;
    private const double GreatestRatio = 16;
    private readonly double[] coefficients;

    private HarModel(double[] coefficients) => this.coefficients = coefficients;

    /// <summary>Fits days [first, end), of which every feature is known.</summary>
    public static HarModel Fit(ForecastFeatures features, int first, int end)
    {
        // Everything over the EWMA variance: that is the weighting, and it keeps the columns of one size.
        const int count = 4;
        var normal = Matrix<double>.Build.Dense(count, count);
        var right = Vector<double>.Build.Dense(count);
        for (var t = first; t < end; t++)
        {
            var row = features.Har(t);
            var scale = features.Ewma[t];
            row[0] = features.Ewma[first];
            for (var i = 0; i < count; i++)
            {
                right[i] += row[i] / scale * (features.SquareOf(t) / scale);
                for (var j = 0; j < count; j++) normal[i, j] += row[i] / scale * (row[j] / scale);
            }
        }

        // A little of the diagonal, so that columns that never differ still have a solution.
        for (var i = 0; i < count; i++) normal[i, i] += 1e-9 * (1 + normal[i, i]);
        var solved = normal.Cholesky().Solve(right).ToArray();
        solved[0] *= features.Ewma[first];
        return new(solved);
    }

    public double Variance(ForecastFeatures features, int t)
    {
        var row = features.Har(t);
        var variance = 0.0;
        for (var i = 0; i < row.Length; i++) variance += coefficients[i] * row[i];
        return Math.Clamp(variance, LeastRatio * features.Ewma[t], GreatestRatio * features.Ewma[t]);
    }
}
