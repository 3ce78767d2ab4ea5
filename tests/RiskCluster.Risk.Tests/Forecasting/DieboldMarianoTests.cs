using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Forecasting;

namespace RiskCluster.Risk.Tests.Forecasting;

[Trait("Rule", "CAL-1")]
public sealed class DieboldMarianoTests
{
    [Fact]
    public void One_step_ahead_it_is_students_t_of_the_mean_difference()
    {
        // d = -1, 1, -1, -3, -1: mean -1, sum of squares 8. The textbook's t has n - 1 below: -1 / sqrt(8/4/5).
        var test = DieboldMariano.Of([0, 2, 1, 0, 2], [1, 1, 2, 3, 3]).ShouldNotBeNull();
        test.MeanDifference.ShouldBe(-1, 1e-15);
        test.Statistic.ShouldBe(-1 / Math.Sqrt(8 / 4.0 / 5), 1e-14);
        // Of Student's t with 4 degrees: 1/2 + x (1 + x^2/2/(...)): F(t) = 1/2 + 3/8 [x/sqrt(1+x^2/4)] [1 - x^2/(12 (1 + x^2/4))].
        var x = test.Statistic;
        var tail = 1 + x * x / 4;
        test.PValue.ShouldBe(0.5 + 0.375 * (x / Math.Sqrt(tail)) * (1 - x * x / (12 * tail)), 1e-10);
    }

    [Fact]
    public void Two_steps_ahead_the_first_autocovariance_counts_twice_and_the_correction_is_larger()
    {
        double[] d = [1, 3, 2, 5, 4, 0, 2, 1];
        var n = d.Length;
        var mean = d.Average();
        var c0 = d.Sum(x => (x - mean) * (x - mean)) / n;
        var c1 = d.Skip(1).Zip(d, (now, before) => (now - mean) * (before - mean)).Sum() / n;
        var expected = mean / Math.Sqrt((c0 + 2 * c1) / n) * Math.Sqrt((n + 1 - 4 + 2.0 / n) / n);
        DieboldMariano.Of(d, new double[n], stepsAhead: 2).ShouldNotBeNull().Statistic.ShouldBe(expected, 1e-14);
    }

    [Fact]
    public void Losses_that_never_differ_or_always_by_the_same_say_nothing()
    {
        DieboldMariano.Of([1, 2, 3], [1, 2, 3]).ShouldBeNull();
        DieboldMariano.Of([1, 2, 3], [2, 3, 4]).ShouldBeNull();
        Should.Throw<ArgumentException>(() => DieboldMariano.Of([1, 2, 3], [1, 2]));
        Should.Throw<ArgumentException>(() => DieboldMariano.Of([1, 2], [1, 2]));
    }

    [Fact]
    public void Changing_sides_changes_the_sign() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var (one, other) = (Draws(random, 40), Draws(random, 40));
            var (test, turned) = (DieboldMariano.Of(one, other)!, DieboldMariano.Of(other, one)!);
            return Math.Abs(test.Statistic + turned.Statistic) < 1e-12 && Math.Abs(test.PValue + turned.PValue - 1) < 1e-12;
        }));

    [Fact]
    public void Of_equal_forecasts_it_calls_one_better_as_often_as_its_level_says()
    {
        var random = new Random(3);
        var called = Enumerable.Range(0, 4000).Count(_ => DieboldMariano.Of(Draws(random, 30), Draws(random, 30))!.PValue < 0.05);
        (called / 4000.0).ShouldBe(0.05, 0.012);
    }

    private static double[] Draws(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() + random.NextDouble())];
}
