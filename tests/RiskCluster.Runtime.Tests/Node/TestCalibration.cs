using System.Collections.Immutable;
using RiskCluster.Risk.Calibration;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Runtime.Tests.Node;

/// <summary>A calibration on made-up daily closes that end the day before the clock of the tests begins; always the same.</summary>
internal static class TestCalibration
{
    private const int Days = 200;

    public static ModelCalibration Instance { get; } = new(new DailyHistory(
        new DateOnly(2026, 1, 1).AddDays(-Days),
        ImmutableSortedDictionary<string, ImmutableArray<double>>.Empty.Add("BTC", Closes(65_000, 0.03, 1)).Add("ETH", Closes(1_900, 0.04, 2)),
        ImmutableSortedDictionary<string, ImmutableArray<double>>.Empty));

    private static ImmutableArray<double> Closes(double last, double volDaily, int seed)
    {
        var random = new Random(seed);
        var closes = new double[Days];
        closes[^1] = last;
        for (var day = Days - 1; day > 0; day--) closes[day - 1] = closes[day] * Math.Exp(volDaily * (2 * random.NextDouble() - 1) * Math.Sqrt(3));
        return [.. closes];
    }
}
