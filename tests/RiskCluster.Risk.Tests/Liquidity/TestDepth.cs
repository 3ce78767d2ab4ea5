using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Risk.Tests.Liquidity;

internal static class TestDepth
{
    /// <summary>Mid 100. Bids 1 at 99, 2 at 98, 1 at 96; asks 1 at 101, 2 at 102.</summary>
    public static DepthProfile Small { get; } = DepthProfile.FromBook([new(99, 1), new(98, 2), new(96, 1)], [new(101, 1), new(102, 2)]);

    /// <summary>Mid 100, half-spread 0.001, then 1,000 coins spread evenly from 0.001 to 0.101 on both sides: the marginal price is linear.</summary>
    public static DepthProfile Even { get; } = DepthProfile.FromBands(99.9, 100.1, [new(0.101, 1000 * 100 * (1 - 0.051))], [new(0.101, 1000 * 100 * (1 + 0.051))]);

    public static DepthProfile Random(Random random)
    {
        var mid = Math.Exp(12 * random.NextDouble());
        return DepthProfile.FromBook([.. Levels(random, mid, -1)], [.. Levels(random, mid, 1)]);
    }

    private static IEnumerable<DepthLevel> Levels(Random random, double mid, int sign)
    {
        var distance = 0.0;
        for (var i = random.Next(1, 30); i > 0; i--)
        {
            distance += 1e-5 + 0.02 * random.NextDouble();
            yield return new(mid * (1 + sign * distance), Math.Exp(8 * random.NextDouble() - 4));
        }
    }
}
