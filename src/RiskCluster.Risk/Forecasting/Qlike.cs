namespace RiskCluster.Risk.Forecasting;

/// <summary>How far a variance forecast was off (Patton, J. Econometrics 160, 2011): in the mean least for the true variance, though only a squared return is seen.</summary>
public static class Qlike
{
    /// <summary>ln v + r^2 / v. Differences between forecasts of one day are those of r^2/v - ln(r^2/v) - 1, and a day without a move has a loss.</summary>
    /// <param name="variance">The forecast; > 0.</param>
    /// <param name="logReturn">What came.</param>
    public static double Loss(double variance, double logReturn) => Math.Log(variance) + logReturn * logReturn / variance;
}
