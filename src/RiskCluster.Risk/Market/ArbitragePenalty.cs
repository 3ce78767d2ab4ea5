namespace RiskCluster.Risk.Market;

/// <summary>The residuals that push a slice out of static arbitrage: zero when it is clean with a little to spare.</summary>
internal sealed class ArbitragePenalty
{
    private const int BendPoints = 49;
    private const double BendReach = 12;
    private const int MoneyPoints = 41;
    private const int CalendarPoints = 81;

    /// <summary>g(k) is pushed above this, so that the point between two grid points is clean too.</summary>
    private const double DensitySlack = 2e-3;

    /// <summary>Total variance is pushed above the nearer slice by this part of it.</summary>
    private const double CalendarSlack = 1e-4;

    /// <summary>g is cut off here: a residual must stay finite.</summary>
    private const double WorstDensity = -10;

    private readonly VolSlice? near;
    private readonly double tau;

    public ArbitragePenalty(VolSlice? near, double tauYears)
    {
        this.near = near;
        tau = tauYears;
    }

    /// <summary>How many residuals <see cref="Fill"/> writes.</summary>
    public const int Count = BendPoints + MoneyPoints + CalendarPoints;

    /// <summary>Writes the penalties of a slice: shortfall of g, and shortfall against the nearer slice in volatility, both times <paramref name="strength"/>.</summary>
    public void Fill(in RawSvi slice, double strength, Span<double> residuals)
    {
        var index = 0;
        for (var i = 0; i < BendPoints; i++)
            residuals[index++] = strength * DensityShortfall(slice, slice.M + slice.Sigma * Math.Sinh(BendReach * (2.0 * i / (BendPoints - 1) - 1)));

        var reach = 1.5 * slice.WingLimit;
        for (var i = 0; i < MoneyPoints; i++)
            residuals[index++] = strength * DensityShortfall(slice, reach * (2.0 * i / (MoneyPoints - 1) - 1));

        var limit = Math.Max(slice.WingLimit, near?.Svi.WingLimit ?? 0);
        for (var i = 0; i < CalendarPoints; i++)
            residuals[index++] = strength * CalendarShortfall(slice, limit * (2.0 * i / (CalendarPoints - 1) - 1));
    }

    private static double DensityShortfall(in RawSvi slice, double k) =>
        Math.Max(DensitySlack - Math.Max(SliceArbitrage.Density(slice, k), WorstDensity), 0);

    private double CalendarShortfall(in RawSvi slice, double k)
    {
        if (near is null) return 0;
        var floor = near.Svi.TotalVariance(k) * (1 + CalendarSlack);
        return 10 * Math.Max(Math.Sqrt(floor / tau) - Math.Sqrt(Math.Max(slice.TotalVariance(k), 0) / tau), 0);
    }
}
