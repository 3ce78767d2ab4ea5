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

    /// <summary>dw/dk of <see cref="Unclamped"/>.</summary>
    public double Slope(double k)
    {
        var x = k - M;
        return B * (Rho + x / Math.Sqrt(x * x + Sigma * Sigma));
    }

    /// <summary>d2w/dk2 of <see cref="Unclamped"/>.</summary>
    public double Curvature(double k)
    {
        var x = k - M;
        var root = Math.Sqrt(x * x + Sigma * Sigma);
        return B * Sigma * Sigma / (root * root * root);
    }

    /// <summary>The least total variance of the slice, a + b sigma sqrt(1 - rho^2); negative when the slice is no volatility at all.</summary>
    public double LeastVariance => A + B * Sigma * Math.Sqrt(Math.Max(1 - Rho * Rho, 0));

    /// <summary>
    /// True when the parameters lie in the domain of the formula: finite, b >= 0, |rho| &lt;= 1, sigma > 0, least variance >= 0, and Lee's bound on the wings,
    /// b (1 + |rho|) &lt;= 2. This is necessary for absence of arbitrage, not sufficient: see <see cref="SliceArbitrage"/>.
    /// </summary>
    /// <remarks>Lee, "The moment formula for implied volatility at extreme strikes", Mathematical Finance 14, 2004.</remarks>
    public bool IsInDomain =>
        double.IsFinite(A) && double.IsFinite(M) && B >= 0 && Math.Abs(Rho) <= 1 && Sigma > 0 && double.IsFinite(Sigma)
        && LeastVariance >= 0 && B * (1 + Math.Abs(Rho)) <= 2;
}
