using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Pricing;

namespace RiskCluster.Risk.Tests.Pricing;

/// <summary>The worked examples of Haug, "The Complete Guide to Option Pricing Formulas", 2nd ed., chapters 1 and 2, as also kept by QuantLib's test suite.</summary>
[Trait("Rule", "INS-2")]
public class BlackScholesMertonTests
{
    private const double Tolerance = 1e-4;

    [Theory]
    [InlineData(OptionType.Call, 65, 60, 0, 0.08, 0.25, 0.30, 2.1334)]
    [InlineData(OptionType.Put, 95, 100, 0.05, 0.10, 0.5, 0.20, 2.4648)]
    [InlineData(OptionType.Call, 1.60, 1.56, 0.08, 0.06, 0.5, 0.12, 0.0291)]
    [InlineData(OptionType.Put, 70, 75, 0.05, 0.10, 0.5, 0.35, 4.0870)]
    public void Prices_are_those_of_Haug(
        OptionType type, double strike, double spot, double yield, double rate, double maturityYears, double vol, double price) =>
        BlackScholesMerton.Price(type, spot, strike, yield, rate, maturityYears, vol).ShouldBe(price, Tolerance);

    [Fact]
    public void Greeks_are_those_of_Haug()
    {
        BlackScholesMerton.Greeks(OptionType.Call, 105, 100, 0.1, 0.1, 0.5, 0.36).Delta.ShouldBe(0.5946, Tolerance);
        BlackScholesMerton.Greeks(OptionType.Put, 105, 100, 0.1, 0.1, 0.5, 0.36).Delta.ShouldBe(-0.3566, Tolerance);
        BlackScholesMerton.Greeks(OptionType.Call, 55, 60, 0, 0.1, 0.75, 0.30).Gamma.ShouldBe(0.0278, Tolerance);
        BlackScholesMerton.Greeks(OptionType.Call, 55, 60, 0, 0.1, 0.75, 0.30).Vega.ShouldBe(18.9358, Tolerance);
        BlackScholesMerton.Greeks(OptionType.Put, 430, 405, 0.05, 0.07, 1 / 12.0, 0.20).Theta.ShouldBe(-31.1924, Tolerance);
        BlackScholesMerton.Greeks(OptionType.Call, 72, 75, 0, 0.09, 1, 0.19).Rho.ShouldBe(38.7325, Tolerance);
    }

    [Fact]
    public void Vanna_is_the_slope_of_delta_in_vol()
    {
        const double Step = 1e-5;
        double Delta(double vol) => BlackScholesMerton.Greeks(OptionType.Put, 95, 100, 0.02, 0.07, 0.4, vol).Delta;
        var vanna = BlackScholesMerton.Greeks(OptionType.Put, 95, 100, 0.02, 0.07, 0.4, 0.3).Vanna;
        vanna.ShouldBe((Delta(0.3 + Step) - Delta(0.3 - Step)) / (2 * Step), 1e-8);
    }
}
