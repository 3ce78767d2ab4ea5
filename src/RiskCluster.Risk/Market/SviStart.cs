namespace RiskCluster.Risk.Market;

/// <summary>A starting point for the SVI fit: the quasi-explicit method on a coarse grid.</summary>
/// <remarks>
/// For fixed (m, sigma), total variance is linear in (a, d, c) with w = a + d y + c sqrt(y^2 + 1), y = (k - m)/sigma, d = rho b sigma, c = b sigma, so the best of them is a
/// three-by-three system. De Marco and Martini, "Quasi-explicit calibration of Gatheral's SVI model", Zeliade white paper 5, 2009.
/// </remarks>
internal static class SviStart
{
    private static readonly double[] CentrePlaces = [-1.0, -0.5, -0.25, 0, 0.25, 0.5, 1.0];
    private static readonly double[] SigmaScales = [0.05, 0.15, 0.4, 1, 2.5];

    /// <summary>The best feasible grid point for every width of the bend, and a flat slice: the error has several valleys, told apart by sigma.</summary>
    public static IEnumerable<RawSvi> Of(FittedQuotes quotes)
    {
        var flat = Flat(quotes);
        yield return flat;
        var width = flat.Sigma;
        foreach (var scale in SigmaScales)
            yield return CentrePlaces.Select(place => Inner(quotes, place * width, scale * width)).MinBy(candidate => Error(candidate, quotes));
    }

    /// <summary>A slightly curved slice at the level of the quotes, as wide as they are: free of butterflies.</summary>
    public static RawSvi Flat(FittedQuotes quotes)
    {
        var points = quotes.Points;
        var level = 0.0;
        foreach (var point in points) level += Variance(point, quotes) / points.Length;
        var width = Math.Max((points[^1].K - points[0].K) / 2, 0.5 * Math.Sqrt(level));
        return new(0.9 * level, 0.1 * level / width, 0, 0, width);
    }

    private static RawSvi Inner(FittedQuotes quotes, double m, double sigma)
    {
        Span<double> normal = stackalloc double[6];
        Span<double> right = stackalloc double[3];
        normal.Clear();
        right.Clear();
        foreach (var point in quotes.Points)
        {
            var y = (point.K - m) / sigma;
            var z = Math.Sqrt(y * y + 1);
            var w = Variance(point, quotes);
            var weight = VarianceWeight(point);
            normal[0] += weight;
            normal[1] += weight * y;
            normal[2] += weight * z;
            normal[3] += weight * y * y;
            normal[4] += weight * y * z;
            normal[5] += weight * z * z;
            right[0] += weight * w;
            right[1] += weight * w * y;
            right[2] += weight * w * z;
        }

        return Clip(SolveSymmetric(normal, right), m, sigma);
    }

    /// <summary>Squared-error weight of total variance that equals the point's weight in volatility, up to a constant of the slice.</summary>
    private static double VarianceWeight(in SmilePoint point) => point.Weight * point.Weight / (point.VolAnnual * point.VolAnnual);

    private static double Variance(in SmilePoint point, FittedQuotes quotes) => point.VolAnnual * point.VolAnnual * quotes.TauYears;

    private static (double A, double D, double C) SolveSymmetric(ReadOnlySpan<double> n, ReadOnlySpan<double> r)
    {
        var cofactor0 = n[3] * n[5] - n[4] * n[4];
        var cofactor1 = n[4] * n[2] - n[1] * n[5];
        var cofactor2 = n[1] * n[4] - n[3] * n[2];
        var determinant = n[0] * cofactor0 + n[1] * cofactor1 + n[2] * cofactor2;
        var a = r[0] * cofactor0 + r[1] * cofactor1 + r[2] * cofactor2;
        var d = r[0] * cofactor1 + r[1] * (n[0] * n[5] - n[2] * n[2]) + r[2] * (n[1] * n[2] - n[0] * n[4]);
        var c = r[0] * cofactor2 + r[1] * (n[1] * n[2] - n[0] * n[4]) + r[2] * (n[0] * n[3] - n[1] * n[1]);
        return (a / determinant, d / determinant, c / determinant);
    }

    /// <summary>Moves the linear solution into the domain of raw SVI; a rough projection is enough for a start.</summary>
    private static RawSvi Clip((double A, double D, double C) solution, double m, double sigma)
    {
        var c = Math.Clamp(solution.C, 1e-8, 1.8 * sigma);
        var rho = Math.Clamp(solution.D / c, -0.98, 0.98);
        var b = Math.Min(c / sigma, 1.9 / (1 + Math.Abs(rho)));
        var floor = -b * sigma * Math.Sqrt(1 - rho * rho);
        return new(Math.Max(solution.A, floor + 1e-8), b, rho, m, sigma);
    }

    private static double Error(RawSvi slice, FittedQuotes quotes)
    {
        var sum = 0.0;
        foreach (var point in quotes.Points)
        {
            var miss = slice.Unclamped(point.K) - Variance(point, quotes);
            sum += VarianceWeight(point) * miss * miss;
        }

        return double.IsFinite(sum) ? sum : double.PositiveInfinity;
    }
}
