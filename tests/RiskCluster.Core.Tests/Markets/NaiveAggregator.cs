namespace RiskCluster.Core.Tests.Markets;

/// <summary>A second aggregator, written from the rules alone and sharing no line with the first: whoever breaks one of them is found by the other.</summary>
internal static class NaiveAggregator
{
    /// <summary>Index and names that count; no price without a quorum.</summary>
    public static (decimal? Price, string[] Counted) Of(
        IEnumerable<(string Name, decimal Price, decimal Weight, long AgeMs)> heard, long maxAgeMs, decimal maxDeviation, int minSources)
    {
        var young = heard.Where(item => item.AgeMs <= maxAgeMs).ToArray();
        if (young.Length == 0) return (null, []);
        var middle = Middle([.. young.Select(item => (item.Price, item.Weight))]);
        var near = young.Where(item => item.Price >= middle * (1 - maxDeviation) && item.Price <= middle * (1 + maxDeviation)).ToArray();
        var names = near.Select(item => item.Name).Order(StringComparer.Ordinal).ToArray();
        return near.Length < minSources ? (null, names) : (Middle([.. near.Select(item => (item.Price, item.Weight))]), names);
    }

    /// <summary>The middle of all prices x such that neither the weight below x nor the weight above x is more than half.</summary>
    private static decimal Middle((decimal Price, decimal Weight)[] items)
    {
        var total = items.Sum(item => item.Weight);
        if (items.Any(item => item.Weight * 2 >= total)) items = Array.ConvertAll(items, item => (item.Price, 1m));
        total = items.Sum(item => item.Weight);
        var middles = items.Select(item => item.Price)
            .Where(price => items.Where(item => item.Price < price).Sum(item => item.Weight) * 2 <= total && items.Where(item => item.Price > price).Sum(item => item.Weight) * 2 <= total)
            .ToArray();
        return (middles.Min() + middles.Max()) / 2;
    }
}
