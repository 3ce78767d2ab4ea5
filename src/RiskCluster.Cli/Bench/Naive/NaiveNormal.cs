namespace RiskCluster.Cli.Bench.Naive;

/// <summary>The standard normal distribution by Simpson's rule, and its inverse by halving an interval.</summary>
internal static class NaiveNormal
{
    private const double Far = 38;

    /// <summary>P(X &lt;= x); small probabilities keep their relative precision.</summary>
    public static double Probability(double x)
    {
        if (x > 0) return 1 - Probability(-x);
        const int steps = 4000;
        // Beyond twelve more deviations nothing is left that counts.
        var width = 12.0 / steps;
        var sum = Density(x) + Density(x - 12);
        for (var i = 1; i < steps; i++) sum += (i % 2 == 1 ? 4 : 2) * Density(x - i * width);
        return sum * width / 3;
    }

    /// <summary>The x of a probability within (0, 1).</summary>
    public static double Quantile(double probability)
    {
        var (low, high) = (-Far, Far);
        for (var i = 0; i < 100; i++)
        {
            var middle = (low + high) / 2;
            if (Probability(middle) < probability) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
}
