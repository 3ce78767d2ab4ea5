using RiskCluster.Contracts;

namespace RiskCluster.Cli.Remote.Showing;

/// <summary>Lists in parts, read to their end or to as many as are wanted.</summary>
internal static class Lists
{
    /// <summary>The first items of a list.</summary>
    public static async Task<List<T>> Read<T>(int limit, Func<string?, Task<Page<T>>> part)
    {
        var items = new List<T>();
        for (string? cursor = null; ;)
        {
            var page = await part(cursor);
            items.AddRange(page.Items.Take(limit - items.Count));
            cursor = page.NextCursor;
            if (cursor is null || items.Count >= limit) return items;
        }
    }
}
