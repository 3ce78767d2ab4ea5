using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Market;

namespace RiskCluster.Risk.Tests.Market;

public sealed class SviFitTests
{
    private const double Tau = 0.25;

    [Fact]
    [Trait("Rule", "MKT-2")]
    public void A_clean_slice_is_recovered_from_its_own_quotes()
    {
        var slices =
            from vol in Uniform(0.3, 1.2)
            from lee in Uniform(0.05, 1.2)
            from rho in Uniform(-0.7, 0.7)
            from shift in Uniform(-0.4, 0.4)
            from bend in Uniform(0.3, 1.5)
            let level = vol * vol * Tau
            let sigma = bend * Math.Sqrt(level)
            let b = Math.Min(lee / (1 + Math.Abs(rho)), 0.9 * level / (sigma * Math.Sqrt(1 - rho * rho)))
            let a = level - b * sigma
            let slice = new RawSvi(a, b, rho, shift * Math.Sqrt(level), sigma)
            where !SliceArbitrage.Butterfly(slice).IsArbitrage
            select slice;
        Prop.ForAll(Arb.From(slices), slice =>
        {
            var points = PointsOf(slice, 31);
            var fit = SviFit.Fit(points, Tau, far: null);
            fit.Status.ShouldBe(SliceStatus.Fitted);
            foreach (var point in points) fit.Slice!.Vol(point.K).ShouldBe(point.VolAnnual, 1e-3);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    [Trait("Rule", "MKT-3")]
    public void Quotes_with_a_butterfly_are_repaired_and_reported()
    {
        // Vogt's slice, its points spread over the violation: arXiv 1204.0646, example 3.1.
        var vogt = new RawSvi(-0.0410, 0.1331, 0.3060, 0.3586, 0.4153);
        SmilePoint[] points = [.. Enumerable.Range(-10, 41).Select(i => new SmilePoint(i * 0.04, Math.Sqrt(vogt.Unclamped(i * 0.04)), 1))];
        var wide = points.Select(point => point with { VolAnnual = Math.Max(point.VolAnnual, 0.01) }).ToArray();
        var plain = SliceArbitrage.Butterfly(vogt, -0.4, 1.2);
        plain.IsArbitrage.ShouldBeTrue();

        var fit = SviFit.Fit(Scaled(wide, 4), 1, far: null);
        fit.Status.ShouldBe(SliceStatus.Repaired);
        fit.ButterflyBefore.IsArbitrage.ShouldBeTrue();
        var slice = fit.Slice!.Svi;
        for (var k = -slice.WingLimit; k <= slice.WingLimit; k += 1e-3) SliceArbitrage.Density(slice, k).ShouldBeGreaterThanOrEqualTo(-1e-9);
    }

    [Fact]
    [Trait("Rule", "MKT-3")]
    public void A_slice_above_the_later_one_is_repaired_below_it()
    {
        var far = new VolSlice(new(0.02, 0.1, -0.3, 0, 0.2), 0.3);
        var crossing = new RawSvi(0.01, 0.16, -0.3, 0, 0.2);
        var fit = SviFit.Fit(PointsOf(crossing, 31), Tau, far);
        fit.Status.ShouldBe(SliceStatus.Repaired);
        fit.CalendarBefore.IsArbitrage.ShouldBeTrue();
        for (var k = -2.0; k <= 2; k += 1e-3)
            fit.Slice!.Svi.TotalVariance(k).ShouldBeLessThanOrEqualTo(far.Svi.TotalVariance(k) + 1e-9);
    }

    [Fact]
    [Trait("Rule", "MKT-3")]
    public void Quotes_wholly_above_the_later_slice_are_refused_not_bent()
    {
        var far = new VolSlice(new(0.001, 0.005, 0, 0, 0.2), 0.3);
        var fit = SviFit.Fit(PointsOf(new(0.09, 0.16, -0.3, 0, 0.2), 31), Tau, far);
        fit.Status.ShouldBe(SliceStatus.Refused);
        fit.Slice.ShouldBeNull();
        fit.Refusal.ShouldNotBeEmpty();
    }

    [Fact]
    [Trait("Rule", "MKT-3")]
    public void Too_few_strikes_are_refused()
    {
        var fit = SviFit.Fit(PointsOf(new(0.02, 0.1, -0.3, 0, 0.2), 31).AsSpan(0, SviFit.FewestPoints - 1), Tau, far: null);
        fit.Status.ShouldBe(SliceStatus.Refused);
        SviFit.Fit([], Tau, far: null).Status.ShouldBe(SliceStatus.Refused);
    }

    [Fact]
    [Trait("Rule", "MKT-2")]
    public void One_stale_quote_does_not_bend_the_slice()
    {
        var truth = new RawSvi(0.02, 0.1, -0.3, 0, 0.2);
        var points = PointsOf(truth, 31);
        points[20] = points[20] with { VolAnnual = points[20].VolAnnual + 0.10 };
        var fit = SviFit.Fit(points, Tau, far: null);
        foreach (var k in new[] { -0.2, 0, 0.1, 0.2 }) fit.Slice!.Vol(k).ShouldBe(new VolSlice(truth, Tau).Vol(k), 8e-3);
    }

    private static Gen<double> Uniform(double low, double high) => Gen.Choose(0, 1_000_000).Select(i => low + (high - low) * i / 1e6);

    private static SmilePoint[] PointsOf(RawSvi slice, int count)
    {
        var reach = 0.7 * slice.WingLimit;
        return [.. Enumerable.Range(0, count).Select(i => reach * (2.0 * i / (count - 1) - 1)).Select(k => new SmilePoint(k, Math.Sqrt(slice.Unclamped(k) / Tau), 1))];
    }

    /// <summary>Longer maturity at the same shape: the clamp moves out beyond the violation, and the slice must be mended there.</summary>
    private static SmilePoint[] Scaled(SmilePoint[] points, double factor) => [.. points.Select(point => point with { VolAnnual = point.VolAnnual * Math.Sqrt(factor) })];
}
