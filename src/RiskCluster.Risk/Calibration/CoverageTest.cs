using MathNet.Numerics.Distributions;

namespace RiskCluster.Risk.Calibration;

/// <summary>Counts exceedances and bounds their true share (MODEL CAL-4).</summary>
public static class CoverageTest
{
    /// <summary>Compares losses with the margins that stood before them.</summary>
    /// <param name="pnlUsd">Shape [n], realised, loss negative.</param>
    /// <param name="marginUsd">Shape [n], set before; loss positive. A loss equal to its margin is covered.</param>
    /// <param name="confidence">Of the interval, within (0, 1).</param>
    /// <exception cref="ArgumentException">Unequal lengths, or none.</exception>
    public static Coverage Count(ReadOnlySpan<double> pnlUsd, ReadOnlySpan<double> marginUsd, double confidence = 0.95)
    {
        if (pnlUsd.Length != marginUsd.Length) throw new ArgumentException($"{pnlUsd.Length} losses for {marginUsd.Length} margins", nameof(marginUsd));
        var exceedances = 0;
        for (var i = 0; i < pnlUsd.Length; i++)
            if (-pnlUsd[i] > marginUsd[i])
                exceedances++;
        return Interval(pnlUsd.Length, exceedances, confidence);
    }

    /// <summary>The exact interval of Clopper and Pearson (Biometrika 26, 1934) for a share seen in independent days.</summary>
    /// <param name="days">n; > 0.</param>
    /// <param name="exceedances">x, within [0, n].</param>
    /// <param name="confidence">Within (0, 1).</param>
    /// <exception cref="ArgumentException">Figures outside their ranges.</exception>
    /// <remarks>
    /// Low = Beta^-1(a/2; x, n-x+1) and high = Beta^-1(1-a/2; x+1, n-x) with a = 1 - confidence; 0 and 1 at the ends. Exceedances cluster, so on real
    /// history the truth is less certain than this says.
    /// </remarks>
    public static Coverage Interval(int days, int exceedances, double confidence = 0.95)
    {
        if (days <= 0) throw new ArgumentException("no day was observed", nameof(days));
        if (exceedances < 0 || exceedances > days) throw new ArgumentException($"{exceedances} exceedances in {days} days", nameof(exceedances));
        if (!(confidence > 0 && confidence < 1)) throw new ArgumentException($"the confidence {confidence} is not within (0, 1)", nameof(confidence));
        var half = (1 - confidence) / 2;
        var low = exceedances == 0 ? 0 : Beta.InvCDF(exceedances, days - exceedances + 1, half);
        var high = exceedances == days ? 1 : Beta.InvCDF(exceedances + 1, days - exceedances, 1 - half);
        return new(days, exceedances, low, high);
    }
}
