namespace RiskCluster.Risk.Tests.Forecasting;

/// <summary>Returns whose every number follows from a seed.</summary>
internal static class TestReturns
{
    /// <summary>Drawn from GARCH(1,1) with a long-run volatility of a day, alpha 0.1 and beta 0.85.</summary>
    public static double[] Garch(int count, int seed, double volDaily = 1)
    {
        var random = new Random(seed);
        var longRun = volDaily * volDaily;
        var variance = longRun;
        var returns = new double[count];
        for (var t = 0; t < count; t++)
        {
            returns[t] = Math.Sqrt(variance) * Normal(random);
            variance = 0.05 * longRun + 0.1 * returns[t] * returns[t] + 0.85 * variance;
        }

        return returns;
    }

    /// <summary>A fall makes the next day wild and a rise makes it calm, and then all is forgotten: sign and size of one day tell everything.</summary>
    public static double[] Waves(int count, int seed, double volDaily = 0.03)
    {
        var random = new Random(seed);
        var vol = volDaily;
        var returns = new double[count];
        for (var t = 0; t < count; t++)
        {
            var draw = Normal(random);
            returns[t] = vol * draw;
            vol = volDaily * Math.Exp(Math.Clamp(-draw, -1, 1));
        }

        return returns;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
