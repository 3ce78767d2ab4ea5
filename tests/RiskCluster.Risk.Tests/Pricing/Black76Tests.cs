using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Pricing;

namespace RiskCluster.Risk.Tests.Pricing;

/// <summary>The scalar reference: printed examples, defined edges, and Greeks against bumped prices.</summary>
[Trait("Rule", "INS-2")]
public class Black76Tests
{
    // Haug, "The Complete Guide to Option Pricing Formulas", the Black-76 table; K = 100, r = 10 %.
    [Theory]
    [InlineData(OptionType.Call, 90, 0.1, 0.25, 0.3150)]
    [InlineData(OptionType.Call, 100, 0.1, 0.25, 3.1217)]
    [InlineData(OptionType.Call, 110, 0.1, 0.25, 10.3556)]
    [InlineData(OptionType.Call, 90, 0.5, 0.35, 4.9329)]
    [InlineData(OptionType.Call, 100, 0.5, 0.35, 9.3679)]
    [InlineData(OptionType.Call, 110, 0.5, 0.35, 15.3086)]
    [InlineData(OptionType.Put, 90, 0.5, 0.15, 10.3192)]
    [InlineData(OptionType.Put, 100, 0.5, 0.15, 4.0232)]
    [InlineData(OptionType.Put, 110, 0.5, 0.15, 1.0646)]
    public void Prices_are_those_of_Haug(OptionType type, double forward, double maturityYears, double vol, double price) =>
        Black76.Price(type, forward, 100, vol, maturityYears, 0.10).ShouldBe(price, 1e-4);

    [Theory]
    [InlineData(OptionType.Call, 110, 100, 0.6, 0, 10, 1)]
    [InlineData(OptionType.Call, 110, 100, 0.6, -1, 10, 1)]
    [InlineData(OptionType.Put, 110, 100, 0.6, 0, 0, 0)]
    [InlineData(OptionType.Call, 110, 100, 0, 1, 10, 1)]
    [InlineData(OptionType.Put, 90, 100, 0, 1, 10, -1)]
    [InlineData(OptionType.Call, 100, 100, 0, 1, 0, 0.5)]
    [InlineData(OptionType.Put, 100, 100, 0.6, 0, 0, -0.5)]
    [InlineData(OptionType.Call, 100, 0, 0.6, 1, 100, 1)]
    [InlineData(OptionType.Put, 100, 0, 0.6, 1, 0, 0)]
    [InlineData(OptionType.Call, 0, 100, 0.6, 1, 0, 0)]
    [InlineData(OptionType.Put, 0, 100, 0.6, 1, 100, -1)]
    [InlineData(OptionType.Call, 100, 100, double.PositiveInfinity, 1, 100, 1)]
    [InlineData(OptionType.Put, 90, 100, double.PositiveInfinity, 1, 100, 0)]
    [InlineData(OptionType.Call, 100, 100, 1e200, 1, 100, 1)]
    [InlineData(OptionType.Call, 100, 1e300, 0.6, 1, 0, 0)]
    [InlineData(OptionType.Put, 100, 1e300, 0.6, 1, 1e300, -1)]
    public void Edges_are_defined(OptionType type, double forward, double strike, double vol, double maturityYears, double price, double delta)
    {
        Black76.Price(type, forward, strike, vol, maturityYears).ShouldBe(price);
        var greeks = Black76.Greeks(type, forward, strike, vol, maturityYears);
        greeks.Delta.ShouldBe(delta);
        double[] rest = [greeks.Gamma, greeks.Vega, greeks.Theta, greeks.Vanna, greeks.Volga];
        rest.ShouldAllBe(value => value == 0);
        greeks.Rho.ShouldBe(-Math.Max(maturityYears, 0) * price);
    }

    [Fact]
    public void One_second_to_expiry_is_a_price_like_any_other()
    {
        const double Second = 1 / UnixTime.SecondsPerYear;
        Black76.Price(OptionType.Call, 60_000, 60_000, 0.5, Second).ShouldBe(60_000 * 0.5 * Math.Sqrt(Second) * 0.3989422804014327, 1e-6);
        Black76.Price(OptionType.Call, 60_000, 59_000, 0.5, Second).ShouldBe(1_000, 1e-9);
        Black76.Price(OptionType.Put, 60_000, 59_000, 0.5, Second).ShouldBe(0, 1e-9);
        double.IsFinite(Black76.Greeks(OptionType.Call, 60_000, 60_000, 0.5, Second).Gamma).ShouldBeTrue();
    }

    [Theory]
    [InlineData(double.NaN, 100, 0.6, 1)]
    [InlineData(100, double.NaN, 0.6, 1)]
    [InlineData(100, 100, double.NaN, 1)]
    [InlineData(100, 100, 0.6, double.NaN)]
    public void NaN_is_never_taken_for_a_price(double forward, double strike, double vol, double maturityYears)
    {
        Black76.Price(OptionType.Call, forward, strike, vol, maturityYears).ShouldBe(double.NaN);
        Black76.Greeks(OptionType.Call, forward, strike, vol, maturityYears).Delta.ShouldBe(double.NaN);
    }

    [Fact]
    public void Greeks_are_the_slopes_of_the_price()
    {
        var cases = from isCall in Gen.Elements(true, false)
                    from strike in Gen.Choose(600, 1_600)
                    from vol in Gen.Choose(15, 150)
                    from days in Gen.Choose(7, 500)
                    from rate in Gen.Choose(-5, 20)
                    select (isCall ? OptionType.Call : OptionType.Put, (double)strike, vol / 100.0, days / 365.0, rate / 100.0);
        Prop.ForAll(cases.ToArbitrary(), item =>
        {
            var (type, strike, vol, years, rate) = item;
            const double Forward = 1_000;
            double Value(double forward, double sigma, double time, double r) => Black76.Price(type, forward, strike, sigma, time, r);
            var greeks = Black76.Greeks(type, Forward, strike, vol, years, rate);
            var scale = Math.Exp(Math.Max(-rate, 0) * years);
            return Close(greeks.Delta, Slope(x => Value(x, vol, years, rate), Forward, 0.05), 2e-7 * scale)
                && Close(greeks.Gamma, Slope(x => Black76.Greeks(type, x, strike, vol, years, rate).Delta, Forward, 0.05), 1e-8 * scale)
                && Close(greeks.Vega, Slope(x => Value(Forward, x, years, rate), vol, 1e-5), 2e-5 * Forward)
                && Close(greeks.Theta, -Slope(x => Value(Forward, vol, x, rate), years, 1e-6), 2e-5 * Forward)
                && Close(greeks.Rho, Slope(x => Value(Forward, vol, years, x), rate, 1e-5), 2e-6 * Forward)
                && Close(greeks.Vanna, Slope(x => Black76.Greeks(type, Forward, strike, x, years, rate).Delta, vol, 1e-5), 1e-5)
                && Close(greeks.Volga, Slope(x => Black76.Greeks(type, Forward, strike, x, years, rate).Vega, vol, 1e-5), 1e-4 * Forward);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Inverse_net_delta_is_the_slope_of_the_coin_value_times_the_forward()
    {
        const double Forward = 64_000;
        double Coin(double forward) => InverseOption.MarkCoin(Black76.Price(OptionType.Call, forward, 66_000, 0.55, 0.1), forward);
        var delta = Black76.Greeks(OptionType.Call, Forward, 66_000, 0.55, 0.1).Delta;
        var value = Black76.Price(OptionType.Call, Forward, 66_000, 0.55, 0.1);
        InverseOption.NetDelta(delta, value, Forward).ShouldBe(Slope(Coin, Forward, 1) * Forward, 1e-8);
        InverseOption.ValueCoin(value * 63_000 / Forward, 63_000).ShouldBe(Coin(Forward), 1e-15);
    }

    private static bool Close(double value, double expected, double tolerance) => Math.Abs(value - expected) <= tolerance;

    private static double Slope(Func<double, double> function, double at, double step) => (function(at + step) - function(at - step)) / (2 * step);
}
