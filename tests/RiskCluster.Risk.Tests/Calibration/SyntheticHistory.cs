using System.Collections.Immutable;
using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Instruments;

namespace RiskCluster.Risk.Tests.Calibration;

/// <summary>A made-up history whose every number follows from a seed: correlated fat-tailed returns from the first stressed window on.</summary>
internal static class SyntheticHistory
{
    public static readonly DateOnly FirstDay = new(2020, 1, 1);

    public static DailyHistory Make(int dayCount, int seed = 1, IReadOnlyList<string>? underlyings = null, bool hasVolIndex = false, int sameUntil = 0, double laterScale = 1)
    {
        underlyings ??= ["AAA", "BBB"];
        var random = new Random(seed);
        var closes = underlyings.ToDictionary(name => name, _ => ImmutableArray.CreateBuilder<double>());
        var volIndex = ImmutableArray.CreateBuilder<double>();
        var prices = underlyings.Select(_ => 100.0).ToArray();
        for (var day = 0; day < dayCount; day++)
        {
            var common = Shock(random);
            for (var u = 0; u < prices.Length; u++)
            {
                prices[u] *= Math.Exp((0.02 * common + 0.01 * (u + 1) * Shock(random)) * (day >= sameUntil ? laterScale : 1));
                closes[underlyings[u]].Add(prices[u]);
            }

            volIndex.Add(day % 7 == 3 ? double.NaN : 0.5 * Math.Exp(0.1 * Math.Abs(common)) * (day >= sameUntil ? laterScale : 1));
        }

        var none = ImmutableSortedDictionary<string, ImmutableArray<double>>.Empty;
        return new(
            FirstDay,
            closes.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.ToImmutable(), StringComparer.Ordinal),
            hasVolIndex ? none.Add(underlyings[0], volIndex.ToImmutable()) : none);
    }

    /// <summary>When the close of day <paramref name="index"/> is just known.</summary>
    public static UnixTime AfterClose(int index)
    {
        var day = FirstDay.AddDays(index + 1);
        return UnixTime.FromUtc(day.Year, day.Month, day.Day);
    }

    // A Student-like draw: a normal by twelve uniforms over a random scale.
    private static double Shock(Random random)
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++) sum += random.NextDouble();
        return sum / Math.Sqrt(0.2 + random.NextDouble());
    }
}
