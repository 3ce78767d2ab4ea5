namespace RiskCluster.Risk.Market;

/// <summary>Fits a raw SVI slice to the smile of one expiry, free of static arbitrage or not at all (MODEL MKT-2, MKT-3).</summary>
/// <remarks>
/// A quasi-explicit start, then Levenberg-Marquardt on vol errors over parameters that cannot leave the domain of <see cref="RawSvi.IsInDomain"/>. A slice with a butterfly
/// or calendar arbitrage is fitted again with growing penalties on the violation; what still violates is lifted in total variance, and what that does not mend is refused.
/// About a millisecond a slice, deterministic.
/// </remarks>
public static class SviFit
{
    /// <summary>Fewer strikes than parameters fix nothing.</summary>
    public const int FewestPoints = 5;

    /// <summary>A slice that misses its own quotes by more than this (weighted root mean square, in volatility) is refused: ten vol points.</summary>
    public const double WorstRmseVol = 0.10;

    private const int PlainSteps = 60;
    private const int RepairSteps = 40;
    private const int RepairRounds = 8;
    private const double FirstPenalty = 1e-3;
    private const double OutwardPenalty = 0.1;
    private const double PenaltyGrowth = 5;

    /// <summary>Fits one expiry.</summary>
    /// <param name="points">The smile by rising k; see <see cref="SmilePoints"/>. Points beyond the wing clamp are left out, as no slice can meet them.</param>
    /// <param name="tauYears">Years to expiry, > 0.</param>
    /// <param name="far">The accepted slice of the next later expiry, which total variance must not rise above; null for the last.</param>
    public static SviFitResult Fit(ReadOnlySpan<SmilePoint> points, double tauYears, VolSlice? far)
    {
        var usable = WithinWings(points, FirstWings(points, tauYears));
        if (usable.Length < FewestPoints) return Refuse($"{usable.Length} usable strikes, {FewestPoints} are needed");

        var plain = Plain(usable, tauYears);
        for (var round = 0; round < 3; round++)
        {
            var inside = WithinWings(points, 1.02 * plain.WingLimit);
            if (inside.Length < FewestPoints || inside.Length == usable.Length) break;
            usable = inside;
            plain = Plain(usable, tauYears);
        }

        var butterfly = Butterfly(plain, usable);
        var calendar = Calendar(far, plain);
        var isClean = !butterfly.IsArbitrage && !calendar.IsArbitrage;
        var slice = isClean ? plain : Repair(usable, tauYears, plain, far);
        if (slice is not { } found) return Refuse("arbitrage that no repair removes", butterfly, calendar);

        var rmse = Rmse(found, usable, tauYears);
        if (!(rmse <= WorstRmseVol)) return Refuse(FormattableString.Invariant($"misses its quotes by {100 * rmse:F1} vol points"), butterfly, calendar);
        return new(isClean ? SliceStatus.Fitted : SliceStatus.Repaired, new(found, tauYears), rmse, butterfly, calendar, "");
    }

    private static SviFitResult Refuse(string reason) => Refuse(reason, new(0, double.NaN), new(0, double.NaN));

    private static SviFitResult Refuse(string reason, ArbitrageGap butterfly, ArbitrageGap calendar) =>
        new(SliceStatus.Refused, null, double.NaN, butterfly, calendar, reason);

    private static SviCoordinates Coordinates(SmilePoint[] points) => new(Math.Max(Math.Abs(points[0].K), Math.Abs(points[^1].K)));

    private static ArbitrageGap Butterfly(RawSvi slice, SmilePoint[] points)
    {
        var (low, high) = SliceArbitrage.RangeRead(slice, points[0].K, points[^1].K);
        return SliceArbitrage.Butterfly(slice, low, high);
    }

    private static ArbitrageGap Calendar(VolSlice? far, RawSvi slice) =>
        far is null ? new(0, double.PositiveInfinity) : SliceArbitrage.Calendar(slice, far.Svi);

    private static double FirstWings(ReadOnlySpan<SmilePoint> points, double tau)
    {
        if (points.IsEmpty) return 0;
        var atTheMoney = points[0];
        foreach (var point in points)
            if (Math.Abs(point.K) < Math.Abs(atTheMoney.K))
                atTheMoney = point;
        return 4 * atTheMoney.VolAnnual * Math.Sqrt(tau);
    }

    private static SmilePoint[] Normalise(IEnumerable<SmilePoint> points)
    {
        var kept = points.ToArray();
        var norm = Math.Sqrt(kept.Sum(point => point.Weight * point.Weight));
        return [.. kept.Select(point => point with { Weight = point.Weight / norm })];
    }

    private static SmilePoint[] WithinWings(ReadOnlySpan<SmilePoint> points, double limit)
    {
        var kept = new List<SmilePoint>(points.Length);
        foreach (var point in points)
            if (Math.Abs(point.K) <= limit && double.IsFinite(point.VolAnnual) && point.VolAnnual > 0 && point.Weight > 0)
                kept.Add(point);
        return Normalise(kept);
    }

    private static RawSvi Plain(SmilePoint[] points, double tau)
    {
        var coordinates = Coordinates(points);
        var (best, bestCost) = (default(RawSvi), double.PositiveInfinity);
        foreach (var start in SviStart.Of(points, tau))
        {
            var parameters = coordinates.From(start);
            var cost = LeastSquares.Minimise(parameters, points.Length, (p, r) => VolErrors(coordinates.ToSvi(p), points, tau, r), PlainSteps);
            if (cost < bestCost) (best, bestCost) = (coordinates.ToSvi(parameters), cost);
        }

        return best;
    }

    /// <summary>The better of two repairs: one walks in from the plain fit, the other out from a flat slice that is clean to begin with.</summary>
    private static RawSvi? Repair(SmilePoint[] points, double tau, RawSvi plain, VolSlice? far)
    {
        var coordinates = Coordinates(points);
        var inward = Repair(points, tau, coordinates.From(plain), far, FirstPenalty);
        var outward = Repair(points, tau, coordinates.From(SviStart.Flat(points, tau)), far, OutwardPenalty);
        if (inward is not { } first) return outward;
        if (outward is not { } second) return inward;
        return Rmse(first, points, tau) <= Rmse(second, points, tau) ? first : second;
    }

    private static RawSvi? Repair(SmilePoint[] points, double tau, double[] parameters, VolSlice? far, double strength)
    {
        var coordinates = Coordinates(points);
        var penalty = new ArbitragePenalty(points, far, tau);
        for (var round = 0; round < RepairRounds; round++, strength *= PenaltyGrowth)
        {
            var force = strength;
            LeastSquares.Minimise(
                parameters,
                points.Length + ArbitragePenalty.Count,
                (p, r) =>
                {
                    var slice = coordinates.ToSvi(p);
                    VolErrors(slice, points, tau, r);
                    penalty.Fill(slice, force, r[points.Length..]);
                },
                RepairSteps);
            var found = coordinates.ToSvi(parameters);
            var (butterfly, calendar) = (Butterfly(found, points), Calendar(far, found));
            if (!butterfly.IsArbitrage && !calendar.IsArbitrage) return found;
            penalty.Watch(butterfly, calendar);
        }

        return Lifted(coordinates.ToSvi(parameters), points, far);
    }

    /// <summary>The slice, raised by what it lacks over the nearer one; null while it has an arbitrage then.</summary>
    private static RawSvi? Lifted(RawSvi slice, SmilePoint[] points, VolSlice? far)
    {
        var lift = -Math.Max(-Calendar(far, slice).Value, 0) * 1.001;
        var lifted = slice with { A = slice.A + lift };
        return Butterfly(lifted, points).IsArbitrage || Calendar(far, lifted).IsArbitrage ? null : lifted;
    }

    private static void VolErrors(in RawSvi slice, SmilePoint[] points, double tau, Span<double> errors)
    {
        for (var i = 0; i < points.Length; i++)
            errors[i] = points[i].Weight * (Math.Sqrt(slice.Unclamped(points[i].K) / tau) - points[i].VolAnnual);
    }

    private static double Rmse(RawSvi slice, SmilePoint[] points, double tau)
    {
        var errors = new double[points.Length];
        VolErrors(slice, points, tau, errors);
        return Math.Sqrt(errors.Sum(error => error * error));
    }
}
