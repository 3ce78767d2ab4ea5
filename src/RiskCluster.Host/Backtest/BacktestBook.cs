using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;

namespace RiskCluster.Host.Backtest;

/// <summary>A book that is opened anew at every close and held for one day.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Options">Its options.</param>
/// <param name="PerpetualUsd">USD of spot value in perpetuals, by underlying; on top of any hedge.</param>
/// <param name="IsDeltaHedged">True when perpetuals of each underlying take the options' delta to 0 at the open.</param>
internal sealed record BacktestBook(
    string Name, ImmutableArray<BacktestLeg> Options, ImmutableSortedDictionary<string, double> PerpetualUsd, bool IsDeltaHedged)
{
    private const double NotionalUsd = 1_000_000;
    private const double StrangleDays = 30;
    private static readonly double[] Maturities = [7, 14, 30, 60, 90];

    /// <summary>Short strangles of each underlying, hedged, at +-10 % and at 10 delta; then random books over all of them.</summary>
    public static IEnumerable<BacktestBook> All(IReadOnlyList<string> underlyings, int randomBooks, int seed)
    {
        foreach (var underlying in underlyings)
        {
            yield return ShortStrangle($"{underlying} short strangle +-10 %, hedged", underlying, (0.9, null), (1.1, null));
            yield return ShortStrangle($"{underlying} short strangle 10 delta, hedged", underlying, (null, 0.1), (null, 0.1));
        }

        var random = new Random(seed);
        for (var number = 1; number <= randomBooks; number++) yield return RandomBook($"random book {number}", underlyings, random);
    }

    private static BacktestBook ShortStrangle(string name, string underlying, (double? Ratio, double? Delta) put, (double? Ratio, double? Delta) call) => new(
        name,
        [
            new(underlying, OptionType.Put, put.Ratio, put.Delta, StrangleDays, -NotionalUsd),
            new(underlying, OptionType.Call, call.Ratio, call.Delta, StrangleDays, -NotionalUsd),
        ],
        ImmutableSortedDictionary<string, double>.Empty,
        IsDeltaHedged: true);

    // Two to five options of any side, strike and maturity, and a perpetual of any side in each underlying.
    private static BacktestBook RandomBook(string name, IReadOnlyList<string> underlyings, Random random)
    {
        var options = Enumerable.Range(0, random.Next(2, 6)).Select(_ => new BacktestLeg(
            underlyings[random.Next(underlyings.Count)],
            random.Next(2) == 0 ? OptionType.Call : OptionType.Put,
            0.8 + 0.4 * random.NextDouble(),
            null,
            Maturities[random.Next(Maturities.Length)],
            NotionalUsd * (2 * random.NextDouble() - 1)));
        return new(
            name,
            [.. options],
            underlyings.ToImmutableSortedDictionary(underlying => underlying, _ => NotionalUsd * (2 * random.NextDouble() - 1), StringComparer.Ordinal),
            IsDeltaHedged: false);
    }
}
