using RiskCluster.Cli.Bench.Naive;
namespace RiskCluster.Risk.Tests.Pricing;

/// <summary>The reference itself against Abramowitz and Stegun, tables 1.1 and 26.1) and identities far beyond double.</summary>
public class BigFixedTests
{
    [Fact]
    public void Constants_have_their_printed_digits()
    {
        Digits(BigFixed.Pi, 34).ShouldBe("31415926535897932384626433832795028");
        Digits(BigFixed.Ln2, 34).ShouldBe("6931471805599453094172321214581765");
        Digits(BigFixed.Exp(BigFixed.One), 34).ShouldBe("27182818284590452353602874713526624");
        Digits(BigFixed.Cdf(BigFixed.One), 15).ShouldBe("841344746068542");
        Digits(BigFixed.Cdf(BigFixed.Of(-5)), 14).ShouldBe("28665157");
    }

    [Theory]
    [InlineData(0.0001)]
    [InlineData(0.7)]
    [InlineData(3.5)]
    [InlineData(400)]
    public void Exponential_and_logarithm_undo_each_other(double x)
    {
        var there = BigFixed.Log(BigFixed.Exp(BigFixed.Of(x)));
        (there - BigFixed.Of(x)).Abs().ToDouble().ShouldBeLessThan(1e-200);
    }

    // N(-x) lies between phi(x)/x (1 - 1/x^2 + 3/x^4 - 15/x^6) and the same with one more term.
    [Theory]
    [InlineData(20.0)]
    [InlineData(37.5)]
    public void Far_tail_lies_within_its_asymptotic_brackets(double x)
    {
        var square = x * x;
        var lower = 1 - 1 / square + 3 / (square * square) - 15 / (square * square * square);
        var upper = lower + 105 / (square * square * square * square);
        var ratio = (BigFixed.Cdf(BigFixed.Of(-x)) * BigFixed.Of(x) / BigFixed.Density(BigFixed.Of(x))).ToDouble();
        ratio.ShouldBeInRange(lower, upper);
    }

    private static string Digits(BigFixed value, int places)
    {
        var scaled = (value.Scaled * System.Numerics.BigInteger.Pow(10, places)) >> BigFixed.Bits;
        return scaled.ToString();
    }
}
