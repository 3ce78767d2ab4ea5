using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Pricing;

namespace RiskCluster.Risk.Tests.Pricing;

[Trait("Rule", "INS-2")]
public sealed class PerpetualOptionTests
{
    private const double Week = 7.0 / 365;

    /// <summary>Published examples of a continuously funded everlasting call (docs.deri.io, strike 50,000, funding period 7 days, vol 100 %, no rate).</summary>
    [Theory]
    [InlineData(40_000, 223.3667)]
    [InlineData(50_000, 2445.1621)]
    public void The_published_everlasting_calls(double spot, double price) =>
        PerpetualOption.Price(OptionType.Call, spot, 50_000, 1, 0, Week).ShouldBe(price, 1e-4);

    [Theory]
    [InlineData(40_000, 0.6, 0.1, 5.0)]
    [InlineData(50_000, 0.6, -0.2, 5.0)]
    [InlineData(50_001, 0.6, -0.2, 5.0)]
    [InlineData(58_000, 1.4, 0.3, 30.0)]
    [InlineData(52_000, 0.3, 0, 0.5)]
    public void It_is_the_mean_of_dated_options_over_exponential_lives(double spot, double vol, double rate, double days)
    {
        foreach (var type in new[] { OptionType.Call, OptionType.Put })
            PerpetualOption.Price(type, spot, 50_000, vol, rate, days / 365).ShouldBe(Mean(type, spot, 50_000, vol, rate, days / 365), 1e-4 * spot / 100);
    }

    [Theory]
    [InlineData(40_000, 0.1)]
    [InlineData(49_000, -0.3)]
    [InlineData(61_000, 0.2)]
    public void Delta_is_the_slope_of_the_price(double spot, double rate)
    {
        foreach (var type in new[] { OptionType.Call, OptionType.Put })
        {
            double At(double price) => PerpetualOption.Price(type, price, 50_000, 0.7, rate, Week);
            PerpetualOption.Delta(type, spot, 50_000, 0.7, rate, Week).ShouldBe((At(spot + 0.5) - At(spot - 0.5)) / 1, 1e-7);
        }
    }

    [Fact]
    public void Its_limits_are_defined()
    {
        PerpetualOption.Price(OptionType.Call, 0, 50_000, 0.6, 0.1, Week).ShouldBe(0);
        PerpetualOption.Price(OptionType.Put, 0, 50_000, 0.6, 0.1, Week).ShouldBe(50_000 / (1 + 0.1 * Week), 1e-9);
        PerpetualOption.Price(OptionType.Call, 60_000, 50_000, 0, 0, Week).ShouldBe(10_000, 1e-2);
        PerpetualOption.Price(OptionType.Put, 60_000, 50_000, 0, 0, Week).ShouldBe(0, 1e-2);
        PerpetualOption.Price(OptionType.Call, 60_000, 50_000, 100, 0, Week).ShouldBeInRange(10_000, 60_000);
        PerpetualOption.Price(OptionType.Call, 60_000, 50_000, 0.5, -2 / Week, Week).ShouldBe(double.NaN);
    }

    // Midpoints of equal shares of probability: life t = -T ln(1 - u).
    private static double Mean(OptionType type, double spot, double strike, double vol, double rate, double period)
    {
        const int shares = 200_000;
        var sum = 0.0;
        for (var i = 0; i < shares; i++)
        {
            var years = -period * Math.Log(1 - (i + 0.5) / shares);
            sum += Black76.Price(type, spot * Math.Exp(rate * years), strike, vol, years, rate);
        }

        return sum / shares;
    }
}
