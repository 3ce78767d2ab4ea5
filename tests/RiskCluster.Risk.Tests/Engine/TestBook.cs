using System.Collections.Immutable;
using RiskCluster.Cli.Bench.Naive;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Risk.Tests.Engine;

/// <summary>A two-coin market with every kind of instrument, a scenario set and random accounts, seeded.</summary>
internal static class TestBook
{
    /// <summary>Every contingency large enough to be seen beside the scan.</summary>
    public static readonly RiskModelContingencies Contingencies = new(0.3, 0.25, 0.004, 0.03, 0.02, new(0.5, 0.25, 1, 0.75), new(0.95, 0.4));

    public static readonly RiskModelRequirement Rules = new(0.99, 1.1, 0.8) { Contingencies = Contingencies };
    private static readonly UnixTime AsOf = UnixTime.FromUtc(2026, 2, 5, 16);
    private static readonly UnixTime[] Expiries = [UnixTime.FromUtc(2026, 2, 6, 8), UnixTime.FromUtc(2026, 2, 27, 8), UnixTime.FromUtc(2026, 6, 26, 8)];

    public static ImmutableArray<Instrument> Instruments { get; } = [.. Names().Select(InstrumentName.Parse)];

    public static IReadOnlyList<MarketSnapshot> Markets(double move = 1) => [Market("BTC", 65_000 * move, 0.6), Market("ETH", 1_900 * move, 0.8)];

    public static ScenarioSet Scenarios(int stress = 40, int historical = 300, int seed = 1)
    {
        var random = new Random(seed);
        var count = stress + historical;
        return new(
            [.. Enumerable.Range(0, count).Select(s => $"s{s}")],
            [.. Enumerable.Range(0, count).Select(s => s < stress ? ScenarioKind.Grid : ScenarioKind.Historical)],
            new(0.3, 0.13, 1),
            [Shocks("BTC", 0.6), Shocks("ETH", 0.8)],
            new SkewRotation(0.2, -0.08, 0.2, -0.08, 0.02, 1.2),
            new TermTilt(0.25, 0.1, 60));

        UnderlyingShocks Shocks(string underlying, double vol) => new(
            underlying,
            [.. Enumerable.Range(0, count).Select(s => Math.Exp((s < stress ? 3 : 1) * vol / 19 * (4 * random.NextDouble() - 2)))],
            [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.4)],
            [.. Enumerable.Repeat(1 / 365.0, count)],
            [.. Enumerable.Range(0, count).Select(s => s < stress && s % 5 == 0 ? 0.4 : 1)])
        {
            SkewLinear = [.. Enumerable.Range(0, count).Select(s => s < stress && s % 6 == 1 ? 1.0 - s % 4 : 0)],
            SkewAbs = [.. Enumerable.Range(0, count).Select(s => s < stress && s % 6 == 2 ? 1.0 : 0)],
            Term = [.. Enumerable.Range(0, count).Select(s => s < stress && s % 6 == 3 ? 1.0 : 0)],
        };
    }

    /// <summary>Accounts of up to twelve lots; every third owner has three accounts.</summary>
    public static List<AccountPortfolio> Accounts(int count, int seed, double cashUsd = 0)
    {
        var random = new Random(seed);
        var accounts = new List<AccountPortfolio>();
        for (var i = 0; i < count; i++)
        {
            var owner = i % 9 < 6 ? $"solo{i}" : $"multi{i / 9}";
            var lots = Enumerable.Range(0, random.Next(13)).Select(_ => RandomPosition(random));
            accounts.Add(new($"v{i % 3}", $"{i}", owner, cashUsd, [.. lots]));
        }

        return accounts;
    }

    /// <summary>The lots of some accounts, netted, as the naive margin takes them.</summary>
    public static List<(Instrument Instrument, double Lot)> Lots(IEnumerable<AccountPortfolio> accounts) =>
        [.. accounts.SelectMany(account => account.Positions)
            .GroupBy(position => position.Instrument)
            .Select(group => (Instruments.Single(instrument => instrument.Name == group.Key), group.Sum(position => position.Quantity)))];

    public static double GrossUsd(IEnumerable<(Instrument Instrument, double Lot)> lots, IReadOnlyList<MarketSnapshot> markets) =>
        lots.Sum(lot => Math.Abs(lot.Lot) * NaiveRevaluation.NotionalUsd(lot.Instrument, markets.Single(market => market.Underlying == lot.Instrument.Underlying)));

    public static Position RandomPosition(Random random)
    {
        var instrument = Instruments[random.Next(Instruments.Length)];
        var size = Math.Round((instrument.IsSizedInUsd ? 100_000 : 5) * (2 * random.NextDouble() - 1), 3);
        return new(instrument.Name, size, instrument.Underlying == "BTC" ? 64_000 : 1_950);
    }

    private static IEnumerable<string> Names()
    {
        foreach (var (coin, strikes) in new[] { ("BTC", new[] { 45_000, 60_000, 65_000, 70_000, 90_000 }), ("ETH", [1_200, 1_700, 1_900, 2_100, 3_000]) })
        {
            yield return $"{coin}_USDC";
            yield return $"{coin}-PERPETUAL";
            yield return $"{coin}_USDC-PERPETUAL";
            yield return $"{coin}-27FEB26";
            yield return $"{coin}_USDC-26JUN26";
            foreach (var expiry in Expiries)
                foreach (var strike in strikes)
                    foreach (var pair in new[] { coin, coin + "_USDC" })
                    {
                        yield return $"{pair}-{InstrumentName.FormatExpiry(expiry)}-{strike}-C";
                        yield return $"{pair}-{InstrumentName.FormatExpiry(expiry)}-{strike}-P";
                    }
        }
    }

    private static MarketSnapshot Market(string underlying, double index, double vol) => new(
        underlying,
        AsOf,
        1,
        index,
        index * 1.001,
        0.0001,
        [.. Expiries.Select(expiry => new ExpiryMarket(expiry, index * Math.Exp(0.05 * AsOf.YearsUntil(expiry)), 0.03, Smile(vol, AsOf.YearsUntil(expiry))))])
    {
        // One coin above and one below the threshold.
        Confidence = underlying == "BTC" ? 0.96 : 0.9,
    };

    private static VolSlice Smile(double vol, double years) => new(new(0.8 * vol * vol * years, 0.1 * Math.Sqrt(years), -0.3, 0, 0.2), years);
}
