namespace RiskCluster.Risk.Market;

/// <summary>The residuals that push a slice out of static arbitrage: zero when it is clean with a little to spare.</summary>
internal sealed class ArbitragePenalty
{
    private const int BendPoints = 97;
    private const double BendReach = 8;
    private const int MoneyPoints = 41;
    private const int CalendarPoints = 81;
    private const int MostWatched = 16;

    /// <summary>g(k) is pushed above this, so that the point between two grid points is clean too.</summary>
    private const double DensitySlack = 2e-3;

    /// <summary>Total variance is pushed below the later slice by this part of it.</summary>
    private const double CalendarSlack = 1e-4;

    /// <summary>A vol point above the later slice weighs as much as this many points of g.</summary>
    private const double CalendarForce = 10;

    /// <summary>g is cut off here: a residual must stay finite.</summary>
    private const double WorstDensity = -10;

    private readonly FittedQuotes quotes;
    private readonly VolSlice? far;
    private readonly List<double> watchedDensity = new(MostWatched);
    private readonly List<double> watchedCalendar = new(MostWatched);

    /// <param name="quotes">They say over which range a butterfly counts.</param>
    /// <param name="far">The slice to stay below; null for none.</param>
    public ArbitragePenalty(FittedQuotes quotes, VolSlice? far)
    {
        this.quotes = quotes;
        this.far = far;
    }

    /// <summary>How many residuals <see cref="Fill"/> writes.</summary>
    public const int Count = BendPoints + MoneyPoints + CalendarPoints + 2 * MostWatched;

    /// <summary>Adds the deepest points that the detector found between the grid points.</summary>
    public void Watch(ArbitrageGap butterfly, ArbitrageGap calendar)
    {
        if (butterfly.IsArbitrage && watchedDensity.Count < MostWatched) watchedDensity.Add(butterfly.K);
        if (calendar.IsArbitrage && watchedCalendar.Count < MostWatched) watchedCalendar.Add(calendar.K);
    }

    /// <summary>Writes the penalties of a slice: shortfall of g, and excess over the later slice in volatility, both times <paramref name="strength"/>.</summary>
    public void Fill(in RawSvi slice, double strength, Span<double> residuals)
    {
        var index = 0;
        var (low, high) = quotes.RangeRead(slice);
        for (var i = 0; i < BendPoints; i++)
            residuals[index++] = strength * DensityShortfall(slice, Math.Clamp(slice.M + slice.Sigma * Math.Sinh(BendReach * (2.0 * i / (BendPoints - 1) - 1)), low, high));
        for (var i = 0; i < MoneyPoints; i++)
            residuals[index++] = strength * DensityShortfall(slice, low + (high - low) * i / (MoneyPoints - 1));

        var limit = Math.Max(slice.WingLimit, far?.Svi.WingLimit ?? 0);
        for (var i = 0; i < CalendarPoints; i++)
            residuals[index++] = strength * CalendarExcess(slice, limit * (2.0 * i / (CalendarPoints - 1) - 1));

        residuals[index..].Clear();
        foreach (var k in watchedDensity) residuals[index++] = strength * DensityShortfall(slice, k);
        foreach (var k in watchedCalendar) residuals[index++] = strength * CalendarExcess(slice, k);
    }

    private static double DensityShortfall(in RawSvi slice, double k) =>
        Math.Max(DensitySlack - Math.Max(SliceArbitrage.Density(slice, k), WorstDensity), 0);

    private double CalendarExcess(in RawSvi slice, double k)
    {
        if (far is null) return 0;
        var ceiling = far.Svi.TotalVariance(k) * (1 - CalendarSlack);
        return CalendarForce * Math.Max(Math.Sqrt(Math.Max(slice.TotalVariance(k), 0) / quotes.TauYears) - Math.Sqrt(ceiling / quotes.TauYears), 0);
    }
}
