using MathNet.Numerics.LinearAlgebra;

namespace RiskCluster.Risk.Forecasting;

/// <summary>What a regression learns to multiply the exponentially weighted variance with: ln v = ln EWMA + x' theta, trained on QLIKE itself.</summary>
/// <remarks>
/// Minimises sum_t (ln v_t + r_t^2 / v_t) + ridge n |theta|^2 / 2 over standardised features, the constant free of the penalty: a gamma regression with a logarithmic link,
/// which is convex, so damped Newton steps find its one minimum from any start. With a great ridge it is the exponentially weighted mean times a constant. Forecasts are
/// held within a quarter and sixteen times that mean, as those of the other regression.
/// </remarks>
internal sealed class LearnedModel
{
    private const double LeastLogRatio = -1.3862943611198906;
    private const double GreatestLogRatio = 2.772588722239781;
    private const int MostSteps = 50;
    private readonly double[] means;
    private readonly double[] deviations;
    private readonly double[] weights;

    private LearnedModel(double[] means, double[] deviations, double[] weights) => (this.means, this.deviations, this.weights) = (means, deviations, weights);

    /// <summary>Trains on days [first, end), of which every feature is known.</summary>
    public static LearnedModel Fit(ForecastFeatures features, int first, int end, double ridge)
    {
        var rows = new double[end - first][];
        var ratios = new double[rows.Length];
        for (var t = first; t < end; t++)
        {
            rows[t - first] = features.Learned(t);
            ratios[t - first] = features.SquareOf(t) / features.Ewma[t];
        }

        var (means, deviations) = Standardise(rows);
        var weights = Vector<double>.Build.Dense(means.Length);
        var cost = Cost(rows, ratios, weights, ridge);
        for (var step = 0; step < MostSteps; step++)
        {
            var move = Newton(rows, ratios, weights, ridge);
            var length = 1.0;
            var lower = Cost(rows, ratios, weights - move, ridge);
            while (!(lower < cost) && length > 1e-6)
            {
                length /= 2;
                lower = Cost(rows, ratios, weights - length * move, ridge);
            }

            if (!(lower < cost)) break;
            weights -= length * move;
            var gained = cost - lower;
            cost = lower;
            if (gained < 1e-12 * rows.Length) break;
        }

        return new(means, deviations, weights.ToArray());
    }

    public double Variance(ForecastFeatures features, int t)
    {
        var row = features.Learned(t);
        var log = 0.0;
        for (var i = 0; i < row.Length; i++) log += weights[i] * (row[i] - means[i]) / deviations[i];
        return features.Ewma[t] * Math.Exp(Math.Clamp(log, LeastLogRatio, GreatestLogRatio));
    }

    // The constant stays 1; a feature that never differs counts nothing.
    private static (double[] Means, double[] Deviations) Standardise(double[][] rows)
    {
        var means = new double[rows[0].Length];
        var deviations = new double[means.Length];
        for (var i = 1; i < means.Length; i++)
        {
            foreach (var row in rows) means[i] += row[i] / rows.Length;
            foreach (var row in rows) deviations[i] += (row[i] - means[i]) * (row[i] - means[i]) / rows.Length;
            deviations[i] = deviations[i] > 1e-18 ? Math.Sqrt(deviations[i]) : double.PositiveInfinity;
        }

        deviations[0] = 1;
        foreach (var row in rows)
            for (var i = 0; i < means.Length; i++)
                row[i] = (row[i] - means[i]) / deviations[i];
        return (means, deviations);
    }

    private static double Cost(double[][] rows, double[] ratios, Vector<double> weights, double ridge)
    {
        var cost = 0.0;
        for (var t = 0; t < rows.Length; t++)
        {
            var log = Log(rows[t], weights);
            cost += log + ratios[t] * Math.Exp(-log);
        }

        for (var i = 1; i < weights.Count; i++) cost += ridge * rows.Length * weights[i] * weights[i] / 2;
        return cost;
    }

    private static Vector<double> Newton(double[][] rows, double[] ratios, Vector<double> weights, double ridge)
    {
        var count = weights.Count;
        var hessian = Matrix<double>.Build.Dense(count, count);
        var gradient = Vector<double>.Build.Dense(count);
        for (var t = 0; t < rows.Length; t++)
        {
            var row = rows[t];
            var pull = ratios[t] * Math.Exp(-Log(row, weights));
            for (var i = 0; i < count; i++)
            {
                gradient[i] += row[i] * (1 - pull);
                for (var j = 0; j <= i; j++) hessian[i, j] += pull * row[i] * row[j];
            }
        }

        for (var i = 0; i < count; i++)
        {
            if (i > 0) gradient[i] += ridge * rows.Length * weights[i];
            hessian[i, i] += (i > 0 ? ridge * rows.Length : 0) + 1e-9 * rows.Length;
            for (var j = 0; j < i; j++) hessian[j, i] = hessian[i, j];
        }

        return hessian.Cholesky().Solve(gradient);
    }

    private static double Log(double[] row, Vector<double> weights)
    {
        var log = 0.0;
        for (var i = 0; i < row.Length; i++) log += row[i] * weights[i];
        return log;
    }
}
