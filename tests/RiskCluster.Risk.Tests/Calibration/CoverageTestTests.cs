using MathNet.Numerics.Distributions;
using RiskCluster.Risk.Calibration;

namespace RiskCluster.Risk.Tests.Calibration;

[Trait("Rule", "CAL-4")]
public sealed class CoverageTestTests
{
    [Fact]
    public void A_loss_counts_when_it_is_above_its_margin()
    {
        var coverage = CoverageTest.Count([-5, -6, 3, -1, 7], [5, 5, 0, 0.5, -8]);
        coverage.Exceedances.ShouldBe(3);
        coverage.Days.ShouldBe(5);
        coverage.Share.ShouldBe(0.6);
        Should.Throw<ArgumentException>(() => CoverageTest.Count([1], [1, 2]));
        Should.Throw<ArgumentException>(() => CoverageTest.Count([], []));
    }

    [Theory]
    [InlineData(1043, 57, 0.95)]
    [InlineData(250, 1, 0.95)]
    [InlineData(250, 249, 0.9)]
    public void At_either_end_of_the_interval_the_count_is_just_as_unlikely_as_stated(int days, int exceedances, double confidence)
    {
        var coverage = CoverageTest.Interval(days, exceedances, confidence);
        var half = (1 - confidence) / 2;
        (1 - Binomial.CDF(coverage.Low, days, exceedances - 1)).ShouldBe(half, 1e-9);
        Binomial.CDF(coverage.High, days, exceedances).ShouldBe(half, 1e-9);
    }

    [Fact]
    public void No_exceedance_leaves_the_closed_form_upper_end()
    {
        // (1 - p)^n = a/2.
        var none = CoverageTest.Interval(300, 0);
        none.Low.ShouldBe(0);
        none.High.ShouldBe(1 - Math.Pow(0.025, 1.0 / 300), 1e-10);
        var all = CoverageTest.Interval(300, 300);
        all.High.ShouldBe(1);
        all.Low.ShouldBe(Math.Pow(0.025, 1.0 / 300), 1e-10);
    }

    [Fact]
    public void Figures_outside_their_ranges_are_mistakes_of_the_caller()
    {
        Should.Throw<ArgumentException>(() => CoverageTest.Interval(0, 0));
        Should.Throw<ArgumentException>(() => CoverageTest.Interval(10, 11));
        Should.Throw<ArgumentException>(() => CoverageTest.Interval(10, 1, 1));
    }
}
