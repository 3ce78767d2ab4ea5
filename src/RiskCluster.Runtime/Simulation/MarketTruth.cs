using RiskCluster.Core.Markets;

namespace RiskCluster.Runtime.Simulation;

/// <summary>What a market may say: a price that honest sources have seen lately.</summary>
internal sealed class MarketTruth
{
    /// <summary>How old a market may be that credit rests on.</summary>
    public const long MaxAgeMs = 5_000;

    /// <summary>How wrong the clocks of processes are at most, one against another.</summary>
    public const long MaxSkewMs = 600;

    private const decimal Tolerance = 0.01m;
    private readonly List<(long AtMs, decimal Price)> honest = [];

    public void Saw(long atMs, decimal price) => honest.Add((atMs, price));

    /// <summary>Holds an event against what was seen around its turn; when it becomes durable does not matter.</summary>
    public BrokenTruth? Follow(MarketDataEvent change)
    {
        if (change is not MarketDataEvent.SnapshotPublished { Market: var market }) return null;
        var recent = honest.Where(seen => Math.Abs(seen.AtMs - change.AtMs) <= 2 * MaxAgeMs).Select(seen => seen.Price).DefaultIfEmpty(0).ToList();
        var (low, high) = (recent.Min() * (1 - Tolerance), recent.Max() * (1 + Tolerance));
        if (market.IndexPrice < low || market.IndexPrice > high) return new("a liar does not make the price", FormattableString.Invariant($"{market.IndexPrice} is not within {low:0} and {high:0}"));
        return change.AtMs - market.AsOfMs <= MaxAgeMs + MaxSkewMs ? null : new("old observations make no price", $"the price is {change.AtMs - market.AsOfMs} ms old");
    }
}
