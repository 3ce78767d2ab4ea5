namespace RiskCluster.Risk.Market;

/// <summary>The volatility smile of one expiry: an SVI slice and the maturity that it was made with.</summary>
/// <param name="Svi">Total variance by log-moneyness.</param>
/// <param name="TauYears">The maturity that belongs to the slice; it is given with the slice and never recomputed from the clock. &gt; 0.</param>
public sealed record VolSlice(RawSvi Svi, double TauYears)
{
    /// <summary>Annual volatility at <paramref name="k"/> = ln(K/F): sqrt(w(k) / tau).</summary>
    public double Vol(double k) => Math.Sqrt(Math.Max(Svi.TotalVariance(k), 0) / TauYears);
}
