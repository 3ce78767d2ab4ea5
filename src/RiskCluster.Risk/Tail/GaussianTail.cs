using MathNet.Numerics.Distributions;

namespace RiskCluster.Risk.Tail;

/// <summary>Tail measures of a normally distributed P&amp;L in closed form (MODEL MRG-3).</summary>
public static class GaussianTail
{
    /// <summary>z(confidence) stdev - mean; USD, loss positive.</summary>
    /// <param name="meanUsd">Expected P&amp;L.</param>
    /// <param name="standardDeviationUsd">>= 0.</param>
    /// <param name="confidence">Within (0, 1).</param>
    public static double ValueAtRisk(double meanUsd, double standardDeviationUsd, double confidence) =>
        standardDeviationUsd * Normal.InvCDF(0, 1, confidence) - meanUsd;

    /// <summary>phi(z(confidence)) / (1 - confidence) stdev - mean; USD, loss positive.</summary>
    /// <param name="meanUsd">Expected P&amp;L.</param>
    /// <param name="standardDeviationUsd">>= 0.</param>
    /// <param name="confidence">Within (0, 1).</param>
    public static double ExpectedShortfall(double meanUsd, double standardDeviationUsd, double confidence) =>
        standardDeviationUsd * Normal.PDF(0, 1, Normal.InvCDF(0, 1, confidence)) / (1 - confidence) - meanUsd;
}
