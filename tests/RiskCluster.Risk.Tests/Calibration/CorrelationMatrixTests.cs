using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Calibration;

namespace RiskCluster.Risk.Tests.Calibration;

[Trait("Rule", "CAL-5")]
public sealed class CorrelationMatrixTests
{
    [Fact]
    public void Two_underlyings_have_the_axes_of_the_textbook()
    {
        var matrix = new CorrelationMatrix(new[,] { { 1, 0.6 }, { 0.6, 1 } });
        matrix.Axes[0].ShouldBe([Math.Sqrt(0.8), Math.Sqrt(0.8)], 1e-12);
        matrix.Axes[1].ShouldBe([Math.Sqrt(0.2), -Math.Sqrt(0.2)], 1e-12);
    }

    [Fact]
    public void A_matrix_that_no_returns_can_have_is_refused()
    {
        Should.Throw<ArgumentException>(() => new CorrelationMatrix(new[,] { { 1, 0.9, -0.9 }, { 0.9, 1, 0.9 }, { -0.9, 0.9, 1 } })).Message.ShouldContain("negative eigenvalue");
        Should.Throw<ArgumentException>(() => new CorrelationMatrix(new[,] { { 1, 0.5 }, { 0.4, 1 } })).Message.ShouldContain("symmetric");
        Should.Throw<ArgumentException>(() => new CorrelationMatrix(new[,] { { 1, 1.5 }, { 1.5, 1 } })).Message.ShouldContain("within [-1, 1]");
        Should.Throw<ArgumentException>(() => new CorrelationMatrix(new[,] { { 2, 0.5 }, { 0.5, 1 } })).Message.ShouldContain("diagonal");
        Should.Throw<ArgumentException>(() => new CorrelationMatrix(new[,] { { 1, 0.5 } })).Message.ShouldContain("square");
    }

    [Fact]
    public void Stress_goes_to_one_and_to_zero()
    {
        var matrix = new CorrelationMatrix(new[,] { { 1, 0.6 }, { 0.6, 1 } });
        matrix.TowardOne(0.5)[0, 1].ShouldBe(0.8, 1e-12);
        matrix.TowardZero(0.5)[0, 1].ShouldBe(0.3, 1e-12);
        matrix.TowardOne(1)[0, 1].ShouldBe(1, 1e-12);
        matrix.TowardZero(1)[0, 1].ShouldBe(0, 1e-12);
        Should.Throw<ArgumentOutOfRangeException>(() => matrix.TowardOne(1.1));
    }

    [Fact]
    public void Whatever_the_returns_and_the_stress_the_matrix_stays_positive_semi_definite() =>
        Prop.ForAll(Gen.Choose(1, 6).SelectMany(Series).ToArbitrary(), Gen.Choose(0, 100).ToArbitrary(), (series, percent) =>
        {
            var estimate = SampleCorrelation.Estimate(series);
            foreach (var matrix in new[] { estimate, estimate.TowardOne(percent / 100.0), estimate.TowardZero(percent / 100.0) })
            {
                // The constructor refuses negative eigenvalues; here the axes also give the matrix back.
                for (var i = 0; i < matrix.Size; i++)
                    for (var j = 0; j < matrix.Size; j++)
                        matrix.Axes.Sum(axis => axis[i] * axis[j]).ShouldBe(matrix[i, j], 1e-8);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_estimate_is_the_correlation_about_zero()
    {
        var estimate = SampleCorrelation.Estimate([[1, -2, 3, 0], [2, -1, 1, 1], [0, 0, 0, 0]]);
        estimate[0, 1].ShouldBe((2 + 2 + 3) / Math.Sqrt(14.0 * 7.0), 1e-12);
        estimate[0, 2].ShouldBe(0);
        Should.Throw<ArgumentException>(() => SampleCorrelation.Estimate([[1, 2], [1, 2, 3]]));
    }

    // Few observations for many series, so that sample matrices are often singular.
    private static Gen<double[][]> Series(int count) => Gen.Choose(-9, 9).Select(value => (double)value).ArrayOf(5).ArrayOf(count);
}
