namespace RiskCluster.Risk.Market;

/// <summary>Free coordinates of the domain of raw SVI: every vector of five numbers is a slice with b > 0, |rho| &lt; 1, sigma > 0, least variance > 0 and Lee's bound.</summary>
/// <param name="Reach">|m| stays below this: a centre beyond the quotes describes nothing that was quoted.</param>
/// <remarks>
/// (ln least variance, logit of b (1 + |rho|)/2, atanh rho, atanh (m / reach), ln (sigma / reach - 0.01)). An optimiser that walks in them needs no constraint and cannot return nonsense.
/// </remarks>
internal readonly record struct SviCoordinates(double Reach)
{
    /// <summary>Sigma stays above this part of the reach: a sharper bend would be a kink between two strikes.</summary>
    private const double SharpestBend = 0.01;

    private const double LargestLogit = 30;
    private const double LargestTurn = 6;
    private const double SmallestLog = -32;
    private const double LargestLog = 5;

    public double[] From(in RawSvi slice)
    {
        var lee = Math.Clamp(slice.B * (1 + Math.Abs(slice.Rho)) / 2, 1e-12, 1 - 1e-9);
        return
        [
            Math.Log(Math.Max(slice.LeastVariance, 1e-13)),
            Math.Log(lee / (1 - lee)),
            Math.Atanh(Math.Clamp(slice.Rho, -0.99998, 0.99998)),
            Math.Atanh(Math.Clamp(slice.M / Reach, -0.95, 0.95)),
            Math.Log(Math.Max(slice.Sigma / Reach - SharpestBend, 1e-6)),
        ];
    }

    public RawSvi ToSvi(ReadOnlySpan<double> p)
    {
        var rho = Math.Tanh(Math.Clamp(p[2], -LargestTurn, LargestTurn));
        var b = 2 / (1 + Math.Abs(rho)) / (1 + Math.Exp(-Math.Clamp(p[1], -LargestLogit, LargestLogit)));
        var sigma = Reach * (SharpestBend + Math.Exp(Math.Clamp(p[4], SmallestLog, LargestLog)));
        var least = Math.Exp(Math.Clamp(p[0], SmallestLog, LargestLog));
        return new(least - b * sigma * Math.Sqrt(1 - rho * rho), b, rho, Reach * Math.Tanh(p[3]), sigma);
    }
}
