namespace RiskCluster.Risk.Forecasting;

/// <summary>Least value of a smooth function of a few numbers: Broyden, Fletcher, Goldfarb and Shanno's method with backtracking. Deterministic.</summary>
internal static class QuasiNewton
{
    private const int MostSteps = 500;
    private const double GradientTolerance = 1e-9;

    /// <summary>Value and gradient at a point; the gradient is written into the second argument.</summary>
    public delegate double Objective(ReadOnlySpan<double> at, Span<double> gradient);

    /// <summary>The point that it comes down to from a start: a local minimum, or the best seen when nothing lowers it further.</summary>
    public static double[] Minimise(Objective objective, ReadOnlySpan<double> start)
    {
        var n = start.Length;
        var (point, gradient) = (start.ToArray(), new double[n]);
        var (next, nextGradient) = (new double[n], new double[n]);
        var inverse = Identity(n);
        var value = objective(point, gradient);
        for (var step = 0; step < MostSteps && Largest(gradient) > GradientTolerance * (1 + Math.Abs(value)); step++)
        {
            var direction = Times(inverse, gradient, -1);
            var slope = Dot(direction, gradient);
            if (!(slope < 0))
            {
                inverse = Identity(n);
                direction = Array.ConvertAll(gradient, g => -g);
                slope = Dot(direction, gradient);
            }

            if (Descend(objective, point, value, direction, slope, next, nextGradient) is not { } lower) break;
            Update(inverse, point, gradient, next, nextGradient);
            (point, next) = (next, point);
            (gradient, nextGradient) = (nextGradient, gradient);
            value = lower;
        }

        return point;
    }

    // Halves the step until the value falls by a part of what the slope promises; null when it no longer falls at all.
    private static double? Descend(Objective objective, double[] point, double value, double[] direction, double slope, double[] next, double[] nextGradient)
    {
        for (var length = Math.Min(1, 2 / Largest(direction)); length > 1e-14; length /= 2)
        {
            for (var i = 0; i < point.Length; i++) next[i] = point[i] + length * direction[i];
            var lower = objective(next, nextGradient);
            if (lower < value + 1e-4 * length * slope) return lower;
        }

        return null;
    }

    private static void Update(double[,] inverse, double[] point, double[] gradient, double[] next, double[] nextGradient)
    {
        var n = point.Length;
        var moved = new double[n];
        var turned = new double[n];
        for (var i = 0; i < n; i++) (moved[i], turned[i]) = (next[i] - point[i], nextGradient[i] - gradient[i]);
        var curvature = Dot(moved, turned);
        if (!(curvature > 1e-300)) return;

        var along = Times(inverse, turned, 1);
        var scale = (1 + Dot(turned, along) / curvature) / curvature;
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                inverse[i, j] += scale * moved[i] * moved[j] - (along[i] * moved[j] + moved[i] * along[j]) / curvature;
    }

    private static double[,] Identity(int n)
    {
        var matrix = new double[n, n];
        for (var i = 0; i < n; i++) matrix[i, i] = 1;
        return matrix;
    }

    private static double[] Times(double[,] matrix, double[] vector, double sign)
    {
        var product = new double[vector.Length];
        for (var i = 0; i < product.Length; i++)
            for (var j = 0; j < product.Length; j++)
                product[i] += sign * matrix[i, j] * vector[j];
        return product;
    }

    private static double Dot(double[] one, double[] other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++) sum += one[i] * other[i];
        return sum;
    }

    private static double Largest(double[] vector)
    {
        var largest = 0.0;
        foreach (var x in vector) largest = Math.Max(largest, Math.Abs(x));
        return largest;
    }
}
