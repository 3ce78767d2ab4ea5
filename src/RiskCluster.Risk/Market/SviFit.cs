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
    private const int RepairSteps = 25;
    private const int RepairRounds = 7;
    private const double FirstPenalty = 1e-3;
    private const double PenaltyGrowth = 10;

    /// <summary>Fits one expiry.</summary>
    /// <param name="points">The smile by rising k; see <see cref="SmilePoints"/>. Points beyond the wing clamp are left out, as no slice can meet them.</param>
    /// <param name="tauYears">Years to expiry, > 0.</param>
    /// <param name="near">The accepted slice of the next nearer expiry, which total variance must not fall below; null for the first.</param>
    public static SviFitResult Fit(ReadOnlySpan<SmilePoint> points, double tauYears, VolSlice? near)
    {
        var usable = WithinWings(points, tauYears);
        if (usable.Length < FewestPoints) return Refuse($"{usable.Length} usable strikes, {FewestPoints} are needed");

        var plain = Plain(usable, tauYears);
        var butterfly = SliceArbitrage.Butterfly(plain);
        var calendar = Calendar(near, plain);
        var isClean = !butterfly.IsArbitrage && !calendar.IsArbitrage;
        var slice = isClean ? plain : Repair(usable, tauYears, plain, near);
        if (slice is not { } found) return Refuse("arbitrage that no repair removes", butterfly, calendar);

        var rmse = Rmse(found, usable, tauYears);
        if (!(rmse <= WorstRmseVol)) return Refuse(FormattableString.Invariant($"misses its quotes by {100 * rmse:F1} vol points"), butterfly, calendar);
        return new(isClean ? SliceStatus.Fitted : SliceStatus.Repaired, new(found, tauYears), rmse, butterfly, calendar, "");
    }

    private static SviFitResult Refuse(string reason) => Refuse(reason, new(0, double.NaN), new(0, double.NaN));

    private static SviFitResult Refuse(string reason, ArbitrageGap butterfly, ArbitrageGap calendar) =>
        new(SliceStatus.Refused, null, double.NaN, butterfly, calendar, reason);

    private static ArbitrageGap Calendar(VolSlice? near, RawSvi slice) =>
        near is null ? new(0, double.PositiveInfinity) : SliceArbitrage.Calendar(near.Svi, slice);

    private static SmilePoint[] WithinWings(ReadOnlySpan<SmilePoint> points, double tau)
    {
        if (points.IsEmpty) return [];
        var atTheMoney = points[0];
        foreach (var point in points)
            if (Math.Abs(point.K) < Math.Abs(atTheMoney.K))
                atTheMoney = point;
        var limit = 4 * atTheMoney.VolAnnual * Math.Sqrt(tau);
        var kept = new List<SmilePoint>(points.Length);
        foreach (var point in points)
            if (Math.Abs(point.K) <= limit && double.IsFinite(point.VolAnnual) && point.VolAnnual > 0 && point.Weight > 0)
                kept.Add(point);
        var norm = Math.Sqrt(kept.Sum(point => point.Weight * point.Weight));
        return [.. kept.Select(point => point with { Weight = point.Weight / norm })];
    }

    private static RawSvi Plain(SmilePoint[] points, double tau)
    {
        var start = SviStart.Of(points, tau);
        var parameters = SviCoordinates.From(start, tau);
        LeastSquares.Minimise(parameters, points.Length, (p, r) => VolErrors(SviCoordinates.ToSvi(p, tau), points, tau, r), PlainSteps);
        return SviCoordinates.ToSvi(parameters, tau);
    }

    private static RawSvi? Repair(SmilePoint[] points, double tau, RawSvi plain, VolSlice? near)
    {
        var penalty = new ArbitragePenalty(near, tau);
        var parameters = SviCoordinates.From(plain, tau);
        var strength = FirstPenalty;
        for (var round = 0; round < RepairRounds; round++, strength *= PenaltyGrowth)
        {
            var force = strength;
            LeastSquares.Minimise(
                parameters,
                points.Length + ArbitragePenalty.Count,
                (p, r) =>
                {
                    var slice = SviCoordinates.ToSvi(p, tau);
                    VolErrors(slice, points, tau, r);
                    penalty.Fill(slice, force, r[points.Length..]);
                },
                RepairSteps);
            if (Lifted(SviCoordinates.ToSvi(parameters, tau), near) is { } clean) return clean;
        }

        return null;
    }

    /// <summary>The slice, raised by what it lacks over the nearer one when that is little; null while it has a butterfly or lacks much.</summary>
    private static RawSvi? Lifted(RawSvi slice, VolSlice? near)
    {
        var calendar = Calendar(near, slice);
        if (calendar.IsArbitrage)
        {
            var lift = -calendar.Value * 1.001;
            if (!(lift <= 0.01 * slice.Unclamped(0))) return null;
            slice = slice with { A = slice.A + lift };
            if (Calendar(near, slice).IsArbitrage) return null;
        }

        return SliceArbitrage.Butterfly(slice).IsArbitrage ? null : slice;
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
