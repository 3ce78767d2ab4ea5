using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;

namespace RiskCluster.Risk.Tests.Market;

public sealed class VolSurfaceTests
{
    private static readonly UnixTime AsOf = UnixTime.FromUtc(2026, 2, 5, 8);
    private static readonly RawSvi NearSvi = new(0.010, 0.06, -0.3, 0.01, 0.10);
    private static readonly RawSvi FarSvi = new(0.030, 0.12, -0.2, 0.02, 0.25);
    private static readonly VolSurface Surface = new(AsOf, [Market(30, NearSvi), Market(90, FarSvi)]);

    [Theory]
    [Trait("Rule", "MKT-2")]
    [InlineData(-0.2)]
    [InlineData(0)]
    [InlineData(0.15)]
    public void Between_expiries_total_variance_is_linear_in_time_at_constant_moneyness(double k)
    {
        var expected = (2 * NearSvi.TotalVariance(k) + FarSvi.TotalVariance(k)) / 3;
        var vol = VolAt(k, 50);
        (vol * vol * 50 / 365).ShouldBe(expected, 1e-12);
    }

    [Fact]
    [Trait("Rule", "MKT-2")]
    public void On_an_expiry_its_own_slice_is_read_with_its_own_maturity()
    {
        var stale = new VolSlice(NearSvi, 29.5 / 365);
        var surface = new VolSurface(AsOf, [new(Expiry(30), 100, 0, stale), Market(90, FarSvi)]);
        surface.Vol(110, 100, Expiry(30)).ShouldBe(Math.Sqrt(NearSvi.TotalVariance(Math.Log(1.1)) / (29.5 / 365)), 1e-14);
    }

    [Fact]
    [Trait("Rule", "MKT-2")]
    public void Outside_the_expiries_vol_is_flat_in_time()
    {
        VolAt(0.1, 1).ShouldBe(VolAt(0.1, 30), 1e-15);
        VolAt(0.1, 700).ShouldBe(VolAt(0.1, 90), 1e-15);
    }

    [Fact]
    [Trait("Rule", "MKT-2")]
    public void Wings_are_clamped_at_four_roots_of_a_plus_b_sigma()
    {
        var limit = 4 * Math.Sqrt(FarSvi.A + FarSvi.B * FarSvi.Sigma);
        FarSvi.WingLimit.ShouldBe(limit, 1e-15);
        VolAt(limit + 3, 90).ShouldBe(VolAt(limit, 90), 1e-15);
        VolAt(-limit - 3, 90).ShouldBe(VolAt(-limit, 90), 1e-15);
        VolAt(limit * 0.99, 90).ShouldNotBe(VolAt(limit, 90));
        Surface.Vol(0, 100, Expiry(90)).ShouldBe(VolAt(-limit, 90), 1e-15);
    }

    [Fact]
    [Trait("Rule", "MKT-3")]
    public void Total_variance_never_falls_from_one_day_to_the_next()
    {
        SliceArbitrage.Calendar(NearSvi, FarSvi).IsArbitrage.ShouldBeFalse();
        for (var k = -2.0; k <= 2; k += 0.05)
        {
            var last = 0.0;
            for (var days = 1; days <= 200; days++)
            {
                var vol = VolAt(k, days);
                var variance = vol * vol * days;
                variance.ShouldBeGreaterThanOrEqualTo(last - 1e-12, $"k {k}, day {days}");
                last = variance;
            }
        }
    }

    [Fact]
    [Trait("Rule", "MKT-2")]
    public void An_expiry_without_a_slice_reads_its_neighbours_and_a_surface_without_any_says_so()
    {
        var gap = new VolSurface(AsOf, [Market(30, NearSvi), new(Expiry(50), 100, 0, null), Market(90, FarSvi)]);
        gap.Vol(110, 100, Expiry(50)).ShouldBe(Surface.Vol(110, 100, Expiry(50)));
        double.IsNaN(new VolSurface(AsOf, [new(Expiry(50), 100, 0, null)]).Vol(110, 100, Expiry(50))).ShouldBeTrue();
    }

    private static double VolAt(double k, int days) => Surface.Vol(100 * Math.Exp(k), 100, Expiry(days));

    private static UnixTime Expiry(int days) => new(AsOf.Milliseconds + days * UnixTime.MillisecondsPerDay);

    private static ExpiryMarket Market(int days, RawSvi svi) => new(Expiry(days), 100, 0, new(svi, days / 365.0));
}
