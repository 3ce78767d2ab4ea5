namespace RiskCluster.Core.Markets;

/// <summary>The median by which sources agree.</summary>
/// <remarks>
/// Values in order; the first at which more than half of the weight is reached, or the mean of it and the next where exactly half is. Where one value carries half of
/// the weight or more, all count alike, so that no single source ever decides. Less than half of the weight lying therefore leaves the result within the honest range.
/// </remarks>
public static class WeightedMedian
{
    /// <summary>The median.</summary>
    /// <param name="items">At least one value; weights above 0.</param>
    public static decimal Of(IEnumerable<(decimal Value, decimal Weight)> items)
    {
        var sorted = Ordered(items.Select(item => (item.Value, item.Weight, "")));
        var half = sorted.Sum(item => item.Weight) / 2;
        var sum = 0m;
        for (var i = 0; i < sorted.Count; i++)
        {
            sum += sorted[i].Weight;
            if (sum > half) return sorted[i].Value;
            if (sum == half) return (sorted[i].Value + sorted[i + 1].Value) / 2;
        }

        throw new ArgumentException("a median needs a value", nameof(items));
    }

    /// <summary>The value whose place is the median's, the lower of two: one that somebody has really given.</summary>
    /// <param name="items">At least one value with its name; equal values go by name.</param>
    public static string NameOf(IEnumerable<(decimal Value, decimal Weight, string Name)> items)
    {
        var sorted = Ordered(items);
        var half = sorted.Sum(item => item.Weight) / 2;
        var sum = 0m;
        return sorted.First(item => (sum += item.Weight) >= half).Name;
    }

    private static List<(decimal Value, decimal Weight, string Name)> Ordered(IEnumerable<(decimal Value, decimal Weight, string Name)> items)
    {
        var sorted = items.OrderBy(item => item.Value).ThenBy(item => item.Name, StringComparer.Ordinal).ToList();
        var total = sorted.Sum(item => item.Weight);
        return sorted.Exists(item => 2 * item.Weight >= total) ? sorted.ConvertAll(item => (item.Value, 1m, item.Name)) : sorted;
    }
}
