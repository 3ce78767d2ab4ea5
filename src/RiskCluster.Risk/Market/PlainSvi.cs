namespace RiskCluster.Risk.Market;

/// <summary>The robust weighted fit of a slice, before any thought of arbitrage.</summary>
/// <param name="Slice">The fit.</param>
/// <param name="Quotes">The strikes that took part, with the weights of their quotes.</param>
/// <param name="Settled">The same strikes with the robust weights under which <paramref name="Slice"/> is the least-squares fit.</param>
/// <remarks>
/// Levenberg-Marquardt on vol errors from several quasi-explicit starts. Strikes beyond the wing clamp of the fit are dropped and the rest fitted again. Then
/// strikes that the slice misses by more than the others weigh less (Geman-McClure weights at the scale of the median error, iterated): in a crash the marks of single strikes are kinked or stale, and a
/// slice bent towards them is wrong everywhere.
/// </remarks>
internal sealed record PlainSvi(RawSvi Slice, FittedQuotes Quotes, FittedQuotes Settled)
{
    private const int MostSteps = 60;
    private const int WingRounds = 3;
    private const int RobustRounds = 8;
    private const double LeastRobustFactor = 0.02;
    private const double WingMargin = 1.02;

    /// <summary>The fit; null when fewer than <see cref="SviFit.FewestPoints"/> strikes are within the wings.</summary>
    public static PlainSvi? Fit(ReadOnlySpan<SmilePoint> points, double tauYears)
    {
        var quotes = FittedQuotes.Within(points, FirstWingLimit(points, tauYears), tauYears);
        if (quotes.Count < SviFit.FewestPoints) return null;

        var slice = FromAllStarts(quotes);
        for (var round = 0; round < WingRounds; round++)
        {
            var inside = FittedQuotes.Within(points, WingMargin * slice.WingLimit, tauYears);
            if (inside.Count < SviFit.FewestPoints || inside.Count == quotes.Count) break;
            quotes = inside;
            slice = FromAllStarts(quotes);
        }

        var settled = quotes;
        for (var round = 0; round < RobustRounds; round++)
        {
            settled = quotes.Reweighted(RobustFactors(quotes, slice));
            slice = FromAllStarts(settled);
        }

        return new(slice, quotes, settled);
    }

    private static double FirstWingLimit(ReadOnlySpan<SmilePoint> points, double tau)
    {
        var (nearest, volAtTheMoney) = (double.PositiveInfinity, 0.0);
        foreach (var point in points)
            if (Math.Abs(point.K) < nearest)
                (nearest, volAtTheMoney) = (Math.Abs(point.K), point.VolAnnual);
        return 4 * volAtTheMoney * Math.Sqrt(tau);
    }

    private static RawSvi FromAllStarts(FittedQuotes quotes)
    {
        var coordinates = quotes.Coordinates;
        var (best, bestCost) = (default(RawSvi), double.PositiveInfinity);
        foreach (var start in SviStart.Of(quotes))
        {
            var parameters = coordinates.From(start);
            var cost = LeastSquares.Minimise(parameters, quotes.Count, (p, errors) => quotes.Errors(coordinates.ToSvi(p), errors), MostSteps);
            if (cost < bestCost) (best, bestCost) = (coordinates.ToSvi(parameters), cost);
        }

        return best;
    }

    private static double[] RobustFactors(FittedQuotes quotes, RawSvi slice)
    {
        var errors = new double[quotes.Count];
        for (var i = 0; i < errors.Length; i++) errors[i] = Math.Abs(quotes.Error(slice, i));
        var scale = Math.Max(errors.Order().ElementAt(errors.Length / 2), 1e-5);
        return Array.ConvertAll(errors, error => Math.Max(1 / (1 + error / scale * (error / scale)), LeastRobustFactor));
    }
}
