namespace RiskCluster.Risk.Market;

/// <summary>Levenberg-Marquardt for a handful of parameters: minimises the sum of squared residuals.</summary>
/// <remarks>Nielsen's damping update (IMM-REP-1999-05, Technical University of Denmark); forward-difference Jacobian; normal equations by Cholesky. Deterministic.</remarks>
internal static class LeastSquares
{
    private const double DifferenceStep = 1e-6;
    private const double FirstDamping = 1e-3;
    private const double RelativeImprovement = 1e-9;

    /// <summary>Fills the residuals of a parameter vector.</summary>
    public delegate void Residuals(ReadOnlySpan<double> parameters, Span<double> residuals);

    /// <summary>Improves <paramref name="parameters"/> in place and returns the sum of squared residuals there.</summary>
    public static double Minimise(double[] parameters, int residualCount, Residuals residuals, int mostSteps)
    {
        var n = parameters.Length;
        var current = new double[residualCount];
        var trial = new double[residualCount];
        var moved = new double[n];
        var jacobian = new double[n * residualCount];
        var (normal, gradient, factor) = (new double[n * n], new double[n], new double[n * n]);
        var cost = Evaluate(parameters, current, residuals);
        var (damping, growth) = (FirstDamping, 2.0);
        for (var step = 0; step < mostSteps; step++)
        {
            Differentiate(parameters, current, trial, moved, jacobian, residuals);
            FormNormal(jacobian, current, normal, gradient);
            while (true)
            {
                var isDefinite = Solve(normal, gradient, damping, factor, moved);
                var predicted = 0.0;
                for (var i = 0; i < n; i++)
                {
                    predicted += moved[i] * (damping * normal[i * n + i] * moved[i] - gradient[i]);
                    moved[i] += parameters[i];
                }

                var newCost = isDefinite ? Evaluate(moved, trial, residuals) : double.PositiveInfinity;
                if (newCost < cost)
                {
                    var gain = (cost - newCost) / Math.Max(predicted, double.Epsilon);
                    var fraction = 2 * gain - 1;
                    damping *= Math.Max(1.0 / 3, 1 - fraction * fraction * fraction);
                    growth = 2;
                    moved.CopyTo(parameters.AsSpan());
                    (current, trial) = (trial, current);
                    var hasConverged = cost - newCost <= RelativeImprovement * cost;
                    cost = newCost;
                    if (hasConverged) return cost;
                    break;
                }

                damping *= growth;
                growth *= 2;
                if (damping > 1e12) return cost;
            }
        }

        return cost;
    }

    private static double Evaluate(ReadOnlySpan<double> parameters, Span<double> values, Residuals residuals)
    {
        residuals(parameters, values);
        var sum = 0.0;
        foreach (var value in values) sum += value * value;
        return double.IsNaN(sum) ? double.PositiveInfinity : sum;
    }

    private static void Differentiate(double[] parameters, double[] current, double[] trial, double[] moved, double[] jacobian, Residuals residuals)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters.CopyTo(moved.AsSpan());
            moved[i] += DifferenceStep;
            residuals(moved, trial);
            var row = jacobian.AsSpan(i * current.Length, current.Length);
            for (var j = 0; j < row.Length; j++) row[j] = (trial[j] - current[j]) / DifferenceStep;
        }
    }

    private static void FormNormal(double[] jacobian, double[] current, double[] normal, double[] gradient)
    {
        var n = gradient.Length;
        var count = current.Length;
        for (var i = 0; i < n; i++)
        {
            var row = jacobian.AsSpan(i * count, count);
            gradient[i] = Dot(row, current);
            for (var j = 0; j <= i; j++) normal[i * n + j] = normal[j * n + i] = Dot(row, jacobian.AsSpan(j * count, count));
        }
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }

    /// <summary>Solves (N + damping diag N) step = -gradient; false when the matrix is not positive definite.</summary>
    private static bool Solve(double[] normal, double[] gradient, double damping, double[] factor, double[] step)
    {
        var n = gradient.Length;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = normal[i * n + j];
                if (i == j) sum += damping * sum + 1e-14;
                for (var l = 0; l < j; l++) sum -= factor[i * n + l] * factor[j * n + l];
                if (i == j && !(sum > 0)) return false;
                factor[i * n + j] = i == j ? Math.Sqrt(sum) : sum / factor[j * n + j];
            }
        }

        for (var i = 0; i < n; i++)
        {
            var sum = -gradient[i];
            for (var l = 0; l < i; l++) sum -= factor[i * n + l] * step[l];
            step[i] = sum / factor[i * n + i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            var sum = step[i];
            for (var l = i + 1; l < n; l++) sum -= factor[l * n + i] * step[l];
            step[i] = sum / factor[i * n + i];
        }

        return true;
    }
}
