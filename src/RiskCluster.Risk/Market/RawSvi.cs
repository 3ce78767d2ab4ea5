namespace RiskCluster.Risk.Market;

/// <summary>One slice of a volatility surface in raw SVI form (MODEL MKT-2): w(k) = a + b (rho (k - m) + sqrt((k - m)^2 + sigma^2)).</summary>
/// <param name="A">Level of total variance.</param>
/// <param name="B">Slope of the wings, >= 0.</param>
/// <param name="Rho">Rotation, in [-1, 1].</param>
/// <param name="M">Shift in log-moneyness.</param>
/// <param name="Sigma">Smoothness at the money, > 0.</param>
/// <remarks>k = ln(K / F). Gatheral, "The Volatility Surface", 2006; Gatheral and Jacquier, arXiv 1204.0646.</remarks>
public readonly record struct RawSvi(double A, double B, double Rho, double M, double Sigma)
{
    /// <summary>Beyond this |k| the slice is held constant: 4 sqrt(a + b sigma) (MODEL MKT-2).</summary>
    public double WingLimit => 4 * Math.Sqrt(Math.Max(A + B * Sigma, 0));

    /// <summary>Total variance (vol squared times years) at log-moneyness <paramref name="k"/>, with the wings clamped at <see cref="WingLimit"/>.</summary>
    public double TotalVariance(double k)
    {
        var limit = WingLimit;
        return Unclamped(Math.Clamp(k, -limit, limit));
    }

    /// <summary>Total variance at <paramref name="k"/> by the formula alone, without the clamp: what the arbitrage checks look at.</summary>
    public double Unclamped(double k)
    {
        var x = k - M;
        return A + B * (Rho * x + Math.Sqrt(x * x + Sigma * Sigma));
    }
}
