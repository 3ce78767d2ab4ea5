using System.Collections.Immutable;
using RiskCluster.Cli.Bench.Naive;
using RiskCluster.Host.Backtest;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Scenarios;

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

    [Fact]
    [Trait("Rule", "CAL-4")]
    [Trait("Rule", "SCN-3")]
    public void Scenarios_revalue_a_book_as_the_engine_would_wings_and_term_included()
    {
        var asOf = UnixTime.FromUtc(2026, 2, 4, 8);
        BacktestLeg[] legs = [new("BTC", OptionType.Put, 0.8, null, 14, -1_000_000), new("BTC", OptionType.Call, 1.25, null, 90, 400_000)];
        UnixTime Expiry(BacktestLeg leg) => new(asOf.Milliseconds + (long)leg.MaturityDays * UnixTime.MillisecondsPerDay);
        var market = new MarketSnapshot("BTC", asOf, 1, 50_000, 50_000, 0, [.. legs.Select(leg => new ExpiryMarket(Expiry(leg), 50_000, 0, Flat(0.6, leg.MaturityDays / 365)))]);
        var set = TiltedScenarios();
        var pnl = new OpenBook(new("spread", [.. legs], ImmutableSortedDictionary<string, double>.Empty, IsDeltaHedged: false), Market(50_000, 0.6)).ScenarioPnl(set);
        for (var s = 0; s < set.Count; s++)
        {
            var expected = legs.Sum(leg => leg.NotionalUsd / 50_000 * NaiveRevaluation.PnlUsd(
                new("leg", "BTC", InstrumentKind.Option, Settlement.Linear, leg.Type, 50_000 * leg.StrikeRatio!.Value, Expiry(leg), 1), market, set, s));
            pnl[s].ShouldBe(expected, 1e-6, set.Names[s]);
        }

        pnl.Skip(1).ShouldAllBe(value => Math.Abs(value) > 100);
    }

    private static VolSlice Flat(double vol, double years) => new(new RawSvi(vol * vol * years, 0, 0, 0, 0.1), years);

    /// <summary>Nothing, then the level, either rotation, the tilt, and everything at once.</summary>
    private static ScenarioSet TiltedScenarios()
    {
        var shocks = new UnderlyingShocks("BTC", [1, 1, 1, 1, 1, 0.9], [0, 0.3, 0, 0, 0, -0.2], [0, 0, 0, 0, 0, 1 / 365.0], [1, 1, 1, 1, 1, 0.5])
        {
            SkewLinear = [0, 0, 1, 0, 0, -1],
            SkewAbs = [0, 0, 0, 1, 0, 1],
            Term = [0, 0, 0, 0, 1, -1],
        };
        return new(
            ["nothing", "level", "linear", "abs", "term", "all"],
            [.. Enumerable.Repeat(ScenarioKind.Skew, 6)],
            new(0.3, 0.13, 1),
            [shocks],
            new SkewRotation(0.2, -0.08, 0.25, -0.05, 0.02, 1.2),
            new TermTilt(0.25, 0.1, 60));
    }

    private static FlatMarket Market(double spot, double vol) => new(new Dictionary<string, (double, double)> { ["BTC"] = (spot, vol) });
}
