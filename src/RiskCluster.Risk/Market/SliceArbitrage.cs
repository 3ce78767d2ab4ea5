namespace RiskCluster.Risk.Market;

/// <summary>Detects static arbitrage in SVI slices (MODEL MKT-3).</summary>
/// <remarks>
/// Gatheral and Jacquier, "Arbitrage-free SVI volatility surfaces", arXiv 1204.0646. Both checks evaluate a grid that is dense where the slice bends (k = m + sigma sinh u,
/// which also walks far out into the wings) and near the money, then follow every dip between grid points down to its bottom by golden section.
/// </remarks>
public static class SliceArbitrage
{
    private const int BendPoints = 241;
    private const double BendReach = 14;
    private const int MoneyPoints = 161;
    private const int CalendarPoints = 161;
    private const double CalendarReach = 8;
    private const int SectionSteps = 28;
    private static readonly double[] ButterflyBend = Bend(BendPoints, BendReach);
    private static readonly double[] CalendarBend = Bend(CalendarPoints, CalendarReach);
    private static readonly double Golden = (Math.Sqrt(5) - 1) / 2;

    /// <summary>
    /// The butterfly function g(k) = (1 - k w'/(2w))^2 - (w'^2/4)(1/w + 1/4) + w''/2: the risk-neutral density of ln(S/F) up to a positive factor.
    /// Negative infinity where total variance is not positive.
    /// </summary>
    public static double Density(in RawSvi slice, double k)
    {
        var w = slice.Unclamped(k);
        if (!(w > 0)) return double.NegativeInfinity;
        var slope = slice.Slope(k);
        var lever = 1 - k * slope / (2 * w);
        return lever * lever - slope * slope / 4 * (1 / w + 0.25) + slice.Curvature(k) / 2;
    }

    /// <summary>The least <see cref="Density"/> over all log-moneyness, far wings included and without the wing clamp.</summary>
    public static ArbitrageGap Butterfly(RawSvi slice) =>
        Butterfly(slice, slice.M - slice.Sigma * Math.Sinh(BendReach), slice.M + slice.Sigma * Math.Sinh(BendReach));

    /// <summary>The least <see cref="Density"/> for k in [<paramref name="low"/>, <paramref name="high"/>]. About 20 microseconds.</summary>
    public static ArbitrageGap Butterfly(RawSvi slice, double low, double high)
    {
        if (!slice.IsInDomain) return new(slice.M, double.NegativeInfinity);
        var reach = 1.5 * slice.WingLimit;
        var money = Uniform(Math.Max(low, -reach), Math.Min(high, reach), MoneyPoints);
        return Least(Merged(Merged([low, high], At(slice, ButterflyBend, low, high)), money), k => Density(slice, k));
    }

    /// <summary>
    /// The range over which a surface must have no butterfly: the quoted strikes and everything up to the wing clamp. Beyond both, total variance is read as a
    /// constant, which has none.
    /// </summary>
    public static (double Low, double High) RangeRead(in RawSvi slice, double lowestQuoted, double highestQuoted) =>
        (Math.Min(lowestQuoted, -slice.WingLimit), Math.Max(highestQuoted, slice.WingLimit));

    /// <summary>
    /// The least rise of total variance from <paramref name="near"/> to <paramref name="far"/> at constant k, over all log-moneyness, both with their wings
    /// clamped: that is what the surface reads.
    /// </summary>
    public static ArbitrageGap Calendar(RawSvi near, RawSvi far)
    {
        var (nearLimit, farLimit) = (near.WingLimit, far.WingLimit);
        var reach = Math.Max(nearLimit, farLimit);
        var bends = Merged(At(near, CalendarBend, -reach, reach), At(far, CalendarBend, -reach, reach));
        var limits = Merged([-nearLimit, nearLimit], [-farLimit, farLimit]);
        return Least(Merged(Merged(limits, Uniform(-reach, reach, CalendarPoints)), bends), k => far.TotalVariance(k) - near.TotalVariance(k));
    }

    // The same for every slice: sinh u at even steps of u.
    private static double[] Bend(int points, double turns) => [.. Enumerable.Range(0, points).Select(i => Math.Sinh(turns * (2.0 * i / (points - 1) - 1)))];

    private static double[] At(in RawSvi slice, double[] bend, double low, double high)
    {
        var (grid, count) = (new double[bend.Length], 0);
        foreach (var turn in bend)
        {
            var k = slice.M + slice.Sigma * turn;
            if (k > low && k < high) grid[count++] = k;
        }

        return grid[..count];
    }

    /// <summary>Two rising grids as one.</summary>
    private static double[] Merged(double[] first, double[] second)
    {
        var (merged, i, j) = (new double[first.Length + second.Length], 0, 0);
        for (var n = 0; n < merged.Length; n++) merged[n] = j == second.Length || (i < first.Length && first[i] <= second[j]) ? first[i++] : second[j++];
        // A slice outside the domain may bend backwards, and limits may be turned round.
        if (!IsRising(merged)) Array.Sort(merged);
        return merged;
    }

    private static bool IsRising(double[] grid)
    {
        for (var i = 1; i < grid.Length; i++)
            if (!(grid[i - 1] <= grid[i])) return false;
        return true;
    }

    private static double[] Uniform(double low, double high, int points)
    {
        var grid = new double[points];
        for (var i = 0; i < points; i++) grid[i] = low + (high - low) * i / (points - 1);
        return grid;
    }

    private static ArbitrageGap Least(double[] grid, Func<double, double> value)
    {
        var values = Array.ConvertAll(grid, k => value(k));
        var least = new ArbitrageGap(grid[0], values[0]);
        for (var i = 0; i < grid.Length; i++)
        {
            if (!(values[i] >= least.Value)) least = new(grid[i], values[i]);
            var isDip = i > 0 && i < grid.Length - 1 && values[i] <= values[i - 1] && values[i] <= values[i + 1];
            if (!isDip || !double.IsFinite(values[i])) continue;
            var bottom = Descend(grid[i - 1], grid[i + 1], value);
            if (bottom.Value < least.Value) least = bottom;
        }

        return least;
    }

    private static ArbitrageGap Descend(double low, double high, Func<double, double> value)
    {
        var (left, right) = (high - Golden * (high - low), low + Golden * (high - low));
        var (leftValue, rightValue) = (value(left), value(right));
        for (var step = 0; step < SectionSteps; step++)
        {
            if (leftValue < rightValue)
            {
                (high, right, rightValue) = (right, left, leftValue);
                left = high - Golden * (high - low);
                leftValue = value(left);
            }
            else
            {
                (low, left, leftValue) = (left, right, rightValue);
                right = low + Golden * (high - low);
                rightValue = value(right);
            }
        }

        return leftValue < rightValue ? new(left, leftValue) : new(right, rightValue);
    }
}
