using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.Distributions;
using RiskCluster.Risk.Tail;

namespace RiskCluster.Risk.Tests.Tail;

[Trait("Rule", "MRG-3")]
public sealed class TailMeasuresTests
{
    private static readonly double[] Confidences = [0.5, 0.9, 0.975, 0.99];

    [Theory]
    [InlineData(0.95, 1.644853627, 2.062712808)]
    [InlineData(0.975, 1.959963985, 2.337802792)]
    [InlineData(0.99, 2.326347874, 2.665214220)]
    [InlineData(0.995, 2.575829304, 2.891948605)]
    public void The_normal_tail_in_closed_form(double confidence, double valueAtRisk, double expectedShortfall)
    {
        // Printed to nine decimals (McNeil, Frey, Embrechts, Quantitative Risk Management, section 2.2): half a unit of the last one is theirs.
        GaussianTail.ValueAtRisk(0, 1, confidence).ShouldBe(valueAtRisk, 1e-9);
        GaussianTail.ExpectedShortfall(0, 1, confidence).ShouldBe(expectedShortfall, 1e-9);
        GaussianTail.ExpectedShortfall(10, 3, confidence).ShouldBe(3 * expectedShortfall - 10, 1e-8);
    }

    [Theory]
    [InlineData(0.95)]
    [InlineData(0.975)]
    [InlineData(0.99)]
    [InlineData(0.995)]
    public void A_stratified_normal_sample_comes_close_to_the_closed_form(double confidence)
    {
        // One quantile from the middle of each of n strata: the error of the mean of the tail falls as 1/n, that of the quantile as 1/n too.
        const int n = 200_000;
        var sample = new double[n];
        for (var i = 0; i < n; i++) sample[i] = Normal.InvCDF(0, 1, (i + 0.5) / n);
        TailMeasures.ValueAtRisk(sample, confidence).ShouldBe(GaussianTail.ValueAtRisk(0, 1, confidence), 2e-4);
        TailMeasures.ExpectedShortfall(sample, confidence).ShouldBe(GaussianTail.ExpectedShortfall(0, 1, confidence), 1e-4);
    }

    [Fact]
    public void The_boundary_outcome_counts_in_part()
    {
        double[] pnl = [-10, 3, -4, 0, 8, -6, 1, 2, 5, 7];

        // k = 2.5: the losses 10 and 6 whole, 4 by half.
        TailMeasures.ExpectedShortfall(pnl, 0.75).ShouldBe((10 + 6 + 0.5 * 4) / 2.5, 1e-12);
        TailMeasures.ValueAtRisk(pnl, 0.75).ShouldBe(4);

        // k = 2 exactly: the quantile is the next loss, which is not part of the tail.
        TailMeasures.ExpectedShortfall(pnl, 0.8).ShouldBe(8, 1e-12);
        TailMeasures.ValueAtRisk(pnl, 0.8).ShouldBe(4);
    }

    [Fact]
    public void A_tail_of_less_than_one_outcome_is_the_worst_one()
    {
        double[] pnl = [-10, 3, -4];
        TailMeasures.ExpectedShortfall(pnl, 0.99).ShouldBe(10);
        TailMeasures.ValueAtRisk(pnl, 0.99).ShouldBe(10);
        TailMeasures.ValueAtRisk([5], 0.5).ShouldBe(-5);
    }

    [Theory]
    [InlineData(1000, 0.99, 10)]
    [InlineData(100, 0.9, 10)]
    [InlineData(1033, 0.99, 10.33)]
    public void Rounding_does_not_move_the_boundary(int count, double confidence, double size) => TailMeasures.TailSize(count, confidence).ShouldBe(size, 1e-9);

    [Fact]
    public void No_sample_and_no_confidence_are_mistakes_of_the_caller()
    {
        Should.Throw<ArgumentException>(() => TailMeasures.ValueAtRisk([], 0.99));
        Should.Throw<ArgumentException>(() => TailMeasures.ExpectedShortfall([1], 1));
        Should.Throw<ArgumentException>(() => TailMeasures.ExpectedShortfall([1], double.NaN));
    }

    [Fact]
    public void The_worst_stand_sorted_at_the_front_and_no_outcome_is_lost() => Prop.ForAll(Samples(), sample =>
    {
        foreach (var confidence in Confidences)
        {
            var (whole, front) = (sample.Order().ToArray(), sample.ToArray());
            TailMeasures.SortWorst(front, confidence, front.Length);
            var read = Math.Min(sample.Length, (int)Math.Floor(TailMeasures.TailSize(sample.Length, confidence)) + 1);
            front[..read].ShouldBe(whole[..read]);
            front.Order().ShouldBe(whole);
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(928, 0.99)]
    [InlineData(928, 0.9)]
    [InlineData(6_300, 0.99)]
    [InlineData(6_400, 0.99)]
    [InlineData(1, 0.5)]
    public void Selecting_the_tail_gives_the_bits_of_sorting_the_sample(int count, double confidence)
    {
        var random = new Random(count);
        double[] rising = [.. Enumerable.Range(0, count).Select(i => i / 7.0)];
        double[][] samples = [[.. rising.Select(_ => random.NextDouble() - 0.5)], rising, [.. rising.Reverse()], new double[count]];
        foreach (var sample in samples)
        {
            var (sorted, selected) = (sample.Order().ToArray(), sample.ToArray());
            TailMeasures.SortWorst(selected, confidence, selected.Length);
            TailMeasures.ValueAtRiskOfSorted(selected, confidence, selected.Length).ShouldBe(TailMeasures.ValueAtRiskOfSorted(sorted, confidence, sorted.Length));
            TailMeasures.ExpectedShortfallOfSorted(selected, confidence, selected.Length).ShouldBe(TailMeasures.ExpectedShortfallOfSorted(sorted, confidence, sorted.Length));
        }
    }

    [Fact]
    public void Expected_shortfall_is_the_formula_of_Rockafellar_and_Uryasev() => Prop.ForAll(Samples(), sample =>
    {
        foreach (var confidence in Confidences)
        {
            var valueAtRisk = TailMeasures.ValueAtRisk(sample, confidence);
            var excess = sample.Sum(pnl => Math.Max(-pnl - valueAtRisk, 0));
            var expected = valueAtRisk + excess / (sample.Length * (1 - confidence));
            TailMeasures.ExpectedShortfall(sample, confidence).ShouldBe(expected, 1e-9 * (1 + Math.Abs(expected)));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Value_at_risk_is_the_lower_quantile() => Prop.ForAll(Samples(), sample =>
    {
        const double confidence = 0.9;
        var valueAtRisk = TailMeasures.ValueAtRisk(sample, confidence);
        var enough = confidence * sample.Length - 1e-9;
        ((double)sample.Count(pnl => -pnl <= valueAtRisk)).ShouldBeGreaterThanOrEqualTo(enough);
        ((double)sample.Count(pnl => -pnl < valueAtRisk)).ShouldBeLessThan(enough);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Shortfall_is_subadditive_and_not_below_the_quantile() => Prop.ForAll(Samples(), Samples(), (first, second) =>
    {
        var length = Math.Min(first.Length, second.Length);
        var sum = first.Take(length).Zip(second, (a, b) => a + b).ToArray();
        var apart = TailMeasures.ExpectedShortfall(first.AsSpan(0, length), 0.8) + TailMeasures.ExpectedShortfall(second.AsSpan(0, length), 0.8);
        TailMeasures.ExpectedShortfall(sum, 0.8).ShouldBeLessThanOrEqualTo(apart + 1e-9);
        TailMeasures.ExpectedShortfall(sum, 0.8).ShouldBeGreaterThanOrEqualTo(TailMeasures.ValueAtRisk(sum, 0.8) - 1e-9);
    }).QuickCheckThrowOnFailure();

    // Whole numbers in a small band, so that ties are frequent; at least one outcome.
    private static Arbitrary<double[]> Samples() => Gen.Choose(-50, 50).Select(value => (double)value).NonEmptyListOf().Select(list => list.ToArray()).ToArbitrary();
}
