using RiskCluster.Risk.Market;

namespace RiskCluster.Risk.Tests.Market;

public sealed class SliceArbitrageTests
{
    /// <summary>Axel Vogt's slice; Gatheral and Jacquier, arXiv 1204.0646, example 3.1.</summary>
    private static readonly RawSvi Vogt = new(-0.0410, 0.1331, 0.3060, 0.3586, 0.4153);

    [Fact]
    [Trait("Rule", "MKT-3")]
    public void Vogts_slice_has_a_butterfly_where_and_as_deep_as_published()
    {
        SliceArbitrage.Density(Vogt, 0).ShouldBe(1.0386497313, 1e-10);
        var gap = SliceArbitrage.Butterfly(Vogt);
        gap.IsArbitrage.ShouldBeTrue();
        gap.Value.ShouldBe(-0.0328635, 1e-7);
        gap.K.ShouldBe(0.879, 1e-3);
        SliceArbitrage.Density(Vogt, 0.642).ShouldBePositive();
        SliceArbitrage.Density(Vogt, 0.644).ShouldBeNegative();
        SliceArbitrage.Density(Vogt, 1.255).ShouldBeNegative();
        SliceArbitrage.Density(Vogt, 1.257).ShouldBePositive();
    }

    [Fact]
    [Trait("Rule", "MKT-3")]
    public void A_range_that_leaves_the_violation_out_is_clean()
    {
        SliceArbitrage.Butterfly(Vogt, -2, 0.6).IsArbitrage.ShouldBeFalse();
        SliceArbitrage.Butterfly(Vogt, -2, 0.7).IsArbitrage.ShouldBeTrue();
    }

    [Fact]
    [Trait("Rule", "MKT-2")]
    public void Variance_at_the_shift_is_a_plus_b_sigma()
    {
        var slice = new RawSvi(-0.0666, 0.229, 0.439, 0.193, 0.337);
        slice.Unclamped(0.193).ShouldBe(0.010573, 5e-7);
        slice.TotalVariance(0.193).ShouldBe(0.010573, 5e-7);
    }

    [Theory]
    [Trait("Rule", "MKT-3")]
    [InlineData(0.04, 0, 0, 0, 0.1, false)]
    [InlineData(0.02, 0.1, -0.3, 0.02, 0.2, false)]
    [InlineData(0.02, 1.9, 0.3, 0, 0.2, true)]
    [InlineData(-0.05, 0.1, 0, 0, 0.2, true)]
    [InlineData(0.0001, 0.9, 0, 0.3, 0.05, true)]
    public void Slices_known_to_be_clean_or_not(double a, double b, double rho, double m, double sigma, bool isArbitrage) =>
        SliceArbitrage.Butterfly(new(a, b, rho, m, sigma)).IsArbitrage.ShouldBe(isArbitrage);

    [Fact]
    [Trait("Rule", "MKT-3")]
    public void A_dip_narrower_than_the_grid_is_followed_to_its_bottom()
    {
        // The two slices touch at k = 0.0123 but for 1e-7: any grid steps over that.
        var near = new RawSvi(0.02 + 1e-7, 0.1, -0.2, 0.0123, 0.2);
        var far = new RawSvi(0.02 - 0.1 * 0.0001, 0.1, -0.2, 0.0123, 0.2001);
        var gap = SliceArbitrage.Calendar(near, far);
        var dense = Enumerable.Range(-40_000, 80_001).Min(i => far.TotalVariance(i * 2e-5) - near.TotalVariance(i * 2e-5));
        gap.IsArbitrage.ShouldBe(dense < -ArbitrageGap.Tolerance);
        gap.Value.ShouldBeLessThanOrEqualTo(dense + 1e-12);
    }

    [Fact]
    [Trait("Rule", "MKT-3")]
    public void Crossing_slices_are_a_calendar_arbitrage_and_nested_ones_are_not()
    {
        var near = new RawSvi(0.010, 0.10, -0.3, 0, 0.1);
        var nested = near with { A = 0.011 };
        var crossing = new RawSvi(0.016, 0.04, -0.3, 0, 0.1);
        SliceArbitrage.Calendar(near, nested).Value.ShouldBePositive();
        SliceArbitrage.Calendar(near, crossing).IsArbitrage.ShouldBeTrue();
        SliceArbitrage.Calendar(nested, near).IsArbitrage.ShouldBeTrue();
    }
}
