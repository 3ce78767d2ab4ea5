using System.Collections.Immutable;
using RiskCluster.Cli.Backtest;
using RiskCluster.Risk.Instruments;

namespace RiskCluster.Cli.Tests.Backtest;

public sealed class OpenBookTests
{
    [Fact]
    [Trait("Rule", "CAL-4")]
    public void A_hedged_short_strangle_earns_when_nothing_moves_and_loses_on_either_side()
    {
        var book = BacktestBook.All(["BTC"], 0, 1).First();
        var open = new OpenBook(book, Market(50_000, 0.6));
        open.RealisedPnl(Market(50_000, 0.6)).ShouldBeGreaterThan(0);
        open.RealisedPnl(Market(40_000, 0.6)).ShouldBeLessThan(0);
        open.RealisedPnl(Market(60_000, 0.6)).ShouldBeLessThan(0);

        // Hedged: a small move costs its square, not the move.
        var still = open.RealisedPnl(Market(50_000, 0.6));
        Math.Abs(open.RealisedPnl(Market(50_005, 0.6)) - still).ShouldBeLessThan(1);
    }

    [Fact]
    [Trait("Rule", "CAL-4")]
    public void A_perpetual_earns_its_notional_times_the_move()
    {
        var book = new BacktestBook("perpetual", [], ImmutableSortedDictionary<string, double>.Empty.Add("BTC", -1000), IsDeltaHedged: false);
        new OpenBook(book, Market(50_000, 0.6)).RealisedPnl(Market(45_000, 0.9)).ShouldBe(100, 1e-9);
    }

    [Theory]
    [Trait("Rule", "CAL-4")]
    [InlineData(OptionType.Call)]
    [InlineData(OptionType.Put)]
    public void A_strike_set_by_delta_has_that_delta(OptionType type)
    {
        var leg = new BacktestLeg("BTC", type, null, 0.1, 30, 1);
        var strike = leg.Strike(50_000, 0.6);
        const double bump = 0.5;
        var years = 30 / 365.0;
        var delta = (Risk.Pricing.Black76.Price(type, 50_000 + bump, strike, 0.6, years) - Risk.Pricing.Black76.Price(type, 50_000 - bump, strike, 0.6, years)) / (2 * bump);
        Math.Abs(delta).ShouldBe(0.1, 1e-6);
    }

    private static FlatMarket Market(double spot, double vol) => new(new Dictionary<string, (double, double)> { ["BTC"] = (spot, vol) });
}
