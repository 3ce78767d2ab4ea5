using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Pricing;

namespace RiskCluster.Risk.Tests.Pricing;

public sealed class ImpliedVolTests
{
    [Fact]
    [Trait("Rule", "INS-2")]
    public void A_price_gives_back_its_volatility()
    {
        var cases =
            from type in Gen.Elements(OptionType.Call, OptionType.Put)
            from vol in Gen.Choose(50, 30_000).Select(i => i / 10_000.0)
            from years in Gen.Choose(1, 20_000).Select(i => i / 10_000.0)
            from deviations in Gen.Choose(-4_000, 4_000).Select(i => i / 1_000.0)
            select (type, vol, years, deviations);
        Prop.ForAll(Arb.From(cases), sample =>
        {
            var (type, vol, years, deviations) = sample;
            const double forward = 70_000;
            var strike = forward * Math.Exp(deviations * vol * Math.Sqrt(years));
            var price = Black76.Price(type, forward, strike, vol, years);
            var back = ImpliedVol.FromPrice(type, forward, strike, price, years);
            // A put far in the money is worth up to 1e12: its own last digits are coarser than 1e-10 of the forward.
            Black76.Price(type, forward, strike, back, years).ShouldBe(price, 1e-10 * forward + 1e-15 * price);
            var isOutOfTheMoney = type == OptionType.Call == strike >= forward;
            if (isOutOfTheMoney) back.ShouldBe(vol, 1e-7 * vol);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [Trait("Rule", "INS-2")]
    [InlineData(OptionType.Call, 100, 90, 9.99)]
    [InlineData(OptionType.Put, 100, 110, 9.99)]
    [InlineData(OptionType.Call, 100, 110, -0.01)]
    [InlineData(OptionType.Call, 100, 110, 100)]
    [InlineData(OptionType.Put, 100, 110, 110)]
    [InlineData(OptionType.Call, 100, 0, 100)]
    [InlineData(OptionType.Call, 0, 100, 1)]
    [InlineData(OptionType.Call, 100, 100, double.NaN)]
    [InlineData(OptionType.Call, 100, 100, double.PositiveInfinity)]
    public void A_price_outside_the_bounds_of_no_arbitrage_has_none(OptionType type, double forward, double strike, double price) =>
        double.IsNaN(ImpliedVol.FromPrice(type, forward, strike, price, 0.5)).ShouldBeTrue();

    [Theory]
    [Trait("Rule", "INS-2")]
    [InlineData(OptionType.Call, 100, 90, 10)]
    [InlineData(OptionType.Put, 100, 110, 10)]
    [InlineData(OptionType.Call, 100, 110, 0)]
    public void Intrinsic_value_is_zero_volatility(OptionType type, double forward, double strike, double price) =>
        ImpliedVol.FromPrice(type, forward, strike, price, 0.5).ShouldBe(0);

    [Fact]
    [Trait("Rule", "INS-2")]
    public void An_expired_option_has_none() => double.IsNaN(ImpliedVol.FromPrice(OptionType.Call, 100, 100, 1, 0)).ShouldBeTrue();

    [Theory]
    [Trait("Rule", "INS-2")]
    [InlineData(0.01)]
    [InlineData(5.0)]
    [InlineData(12.0)]
    public void Tiny_and_huge_volatilities_are_found(double vol)
    {
        var price = Black76.Price(OptionType.Call, 100, 100, vol, 1);
        ImpliedVol.FromPrice(OptionType.Call, 100, 100, price, 1).ShouldBe(vol, 1e-6 * vol);
    }
}
