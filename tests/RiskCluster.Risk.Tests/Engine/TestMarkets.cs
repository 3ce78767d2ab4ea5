using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Risk.Tests.Engine;

/// <summary>Small hand-made markets, scenario sets and portfolios for the fill.</summary>
internal static class TestMarkets
{
    /// <summary>4 February 2026, 08:00 UTC.</summary>
    public static readonly UnixTime AsOf = UnixTime.FromUtc(2026, 2, 4, 8);

    /// <summary>Four expiries in contango: the first with ten minutes left, then 3, 51 and 324 days.</summary>
    public static MarketSnapshot Bitcoin(double indexPrice = 71_441)
    {
        var tenMinutes = new UnixTime(AsOf.Milliseconds + 600_000);
        UnixTime[] expiries = [tenMinutes, UnixTime.FromUtc(2026, 2, 7, 8), UnixTime.FromUtc(2026, 3, 27, 8), UnixTime.FromUtc(2026, 12, 25, 8)];
        return new("BTC", AsOf, 1, indexPrice, indexPrice * 1.0007, 0.0001, [.. expiries.Select(expiry => Expiry(expiry, indexPrice, 0.045, 0.55))]);
    }

    /// <summary>Two expiries in backwardation.</summary>
    public static MarketSnapshot Ether(double indexPrice = 2_130)
    {
        UnixTime[] expiries = [UnixTime.FromUtc(2026, 2, 7, 8), UnixTime.FromUtc(2026, 6, 26, 8)];
        return new("ETH", AsOf, 1, indexPrice, indexPrice * 0.9995, -0.0002, [.. expiries.Select(expiry => Expiry(expiry, indexPrice, -0.02, 0.8))]);
    }

    /// <summary>The same market with other expiries or another time, its surface made anew.</summary>
    public static MarketSnapshot Rebuilt(MarketSnapshot market, IEnumerable<ExpiryMarket>? expiries = null, UnixTime? asOf = null) => new(
        market.Underlying, asOf ?? market.AsOf, market.Version + 1, market.IndexPrice, market.PerpetualPrice, market.FundingRate8h, [.. expiries ?? market.Expiries]);

    /// <summary>Every kind of instrument, linear and inverse; parity pairs, lone calls and puts, and an expiry (24APR26) that the market lacks.</summary>
    public static ImmutableArray<Instrument> Instruments()
    {
        List<string> names =
        [
            "BTC_USDC", "BTC-PERPETUAL", "BTC_USDC-PERPETUAL", "BTC-27MAR26", "BTC_USDC-27MAR26", "BTC-24APR26", "BTC-25DEC26",
            "ETH_USDC", "ETH-PERPETUAL", "ETH_USDC-PERPETUAL", "ETH-26JUN26", "ETH-7FEB26-2000-C", "ETH-7FEB26-2000-P", "ETH-26JUN26-3500-C",
            "BTC-24APR26-70000-C", "BTC-24APR26-90000-P", "BTC_USDC-24APR26-70000-P",
        ];
        string[] days = ["7FEB26", "27MAR26", "25DEC26"];
        foreach (var day in days)
        {
            for (var strike = 30_000; strike <= 140_000; strike += 10_000)
            {
                names.Add($"BTC-{day}-{strike}-C");
                if (strike % 20_000 == 0) names.Add($"BTC-{day}-{strike}-P");
                names.Add($"BTC_USDC-{day}-{strike}-P");
            }
        }

        var settling = Bitcoin().Expiries[0].Expiry;
        return
        [
            .. names.Select(InstrumentName.Parse),
            new("SETTLING-C", "BTC", InstrumentKind.Option, Settlement.Inverse, OptionType.Call, 71_500, settling, 1),
            new("SETTLING-P", "BTC", InstrumentKind.Option, Settlement.Linear, OptionType.Put, 71_500, settling, 0.1),
            new("SETTLING-F", "BTC", InstrumentKind.Future, Settlement.Inverse, default, 0, settling, 10),
        ];
    }

    /// <summary>Price moves from -80 % to +200 %, vol up, down and away, rotated and tilted, several horizons, dampened tails; the first scenario moves nothing.</summary>
    /// <param name="count">S.</param>
    public static ScenarioSet Scenarios(int count = 201)
    {
        double[] Column(Func<int, double> at) => [.. Enumerable.Range(0, count).Select(at)];
        UnderlyingShocks Shocks(string underlying, double tilt) => new(
            underlying,
            Column(s => s == 0 ? 1 : Math.Exp(-1.6 + tilt + 2.7 * (s * 37 % count) / count)),
            Column(s => s == 0 ? 0 : (s % 5 - 2) * 0.6),
            Column(s => s < 40 ? 0 : s < 120 ? 1 / 365.0 : 5 / 365.0),
            Column(s => s % 11 == 10 ? 0.2 : 1))
        {
            // In some tiles, not in others; beside a level, alone, and the two rotations at once.
            SkewLinear = Column(s => s is (> 0 and < 9) or 64 or > 190 ? s % 3 - 1 : 0),
            SkewAbs = Column(s => s is (> 4 and < 20) or 64 ? 1 - s % 4 : 0),
            Term = Column(s => s is (> 15 and < 30) or > 150 ? 1 - 2 * (s % 2) : 0),
        };
        return new(
            [.. Enumerable.Range(0, count).Select(s => $"s{s}")],
            [.. Enumerable.Range(0, count).Select(s => s < 40 ? ScenarioKind.Grid : ScenarioKind.Historical)],
            new VolShockScaling(0.3, 0.13, 1),
            [Shocks("BTC", 0), Shocks("ETH", -0.1)],
            new SkewRotation(0.3, -0.15, 0.25, 0.1, 0.05, 1.1),
            new TermTilt(0.4, 0.2, 45));
    }

    private static ExpiryMarket Expiry(UnixTime expiry, double indexPrice, double carry, double vol)
    {
        var years = AsOf.YearsUntil(expiry);
        var variance = vol * vol * years;
        var smile = new RawSvi(0.7 * variance, 0.4 * variance, -0.3, 0.02, 0.5);
        return new(expiry, indexPrice * Math.Exp(carry * years), 0.05 + 0.02 * years, new VolSlice(smile, years));
    }
}
