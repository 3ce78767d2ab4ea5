using RiskCluster.Risk.Market;

namespace RiskCluster.Core.Markets;

/// <summary>A raw SVI slice as messages carry it (MODEL MKT-2): total variance a + b (rho (k - m) + sqrt((k - m)^2 + sigma^2)) at k = ln(strike / forward).</summary>
/// <param name="A">Level of total variance.</param>
/// <param name="B">Slope of the wings.</param>
/// <param name="Rho">Rotation.</param>
/// <param name="M">Shift in log-moneyness.</param>
/// <param name="Sigma">Smoothness at the money.</param>
/// <param name="TauYears">The maturity that the slice was made with, in years of 365 days.</param>
public sealed record SmileSlice(decimal A, decimal B, decimal Rho, decimal M, decimal Sigma, decimal TauYears)
{
    /// <summary>The same numbers where they are computed with.</summary>
    public VolSlice ToRisk() => new(new((double)A, (double)B, (double)Rho, (double)M, (double)Sigma), (double)TauYears);

    /// <summary>A fitted slice, each number rounded to 15 significant digits: whoever relies on its freedom from arbitrage checks again.</summary>
    public static SmileSlice From(VolSlice slice)
    {
        ArgumentNullException.ThrowIfNull(slice);
        var svi = slice.Svi;
        return new((decimal)svi.A, (decimal)svi.B, (decimal)svi.Rho, (decimal)svi.M, (decimal)svi.Sigma, (decimal)slice.TauYears);
    }

    /// <summary>The same vols at another maturity: total variance in proportion to time.</summary>
    public SmileSlice AtMaturity(decimal tauYears)
    {
        if (tauYears == TauYears) return this;
        var share = tauYears / TauYears;
        return this with { A = decimal.Round(A * share, Digits), B = decimal.Round(B * share, Digits), TauYears = tauYears };
    }

    private const int Digits = 18;
}
