using System.Buffers.Text;
using System.Text;
using RiskCluster.Contracts;
using RiskCluster.Host.Answers;

namespace RiskCluster.Host.Requests;

/// <summary>Parts of lists that are in the order of their keys: a cursor is the last key that was told.</summary>
internal static class Cursors
{
    /// <summary>How many are told when the caller does not say.</summary>
    public const int DefaultLimit = 200;

    /// <summary>The most at once.</summary>
    public const int MaxLimit = 1_000;

    private const int LongestCursor = 512;

    /// <summary>The part of a list that the caller asks for.</summary>
    /// <param name="items">All, by ordinal key.</param>
    /// <param name="key">The key of one.</param>
    /// <param name="cursor">As an earlier part told it; null for the first.</param>
    /// <param name="limit">How many; null for the default.</param>
    /// <exception cref="RefusedException">The limit is out of bounds, or the cursor none of ours.</exception>
    public static Page<T> Page<T>(IEnumerable<T> items, Func<T, string> key, string? cursor, int? limit)
    {
        var count = Limit(limit);
        var after = After(cursor);
        var found = items.Where(item => after is null || string.CompareOrdinal(key(item), after) > 0).Take(count + 1).ToList();
        return found.Count <= count ? new(found) : new(found[..count], Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key(found[count - 1]))));
    }

    /// <summary>The limit, checked.</summary>
    public static int Limit(int? limit) =>
        limit is null or (>= 1 and <= MaxLimit) ? limit ?? DefaultLimit : throw Refusals.Invalid("limit_bounds", "limit", $"the limit is 1 to {MaxLimit}");

    /// <summary>The key in a cursor; null without one.</summary>
    public static string? After(string? cursor)
    {
        if (cursor is null) return null;
        if (cursor.Length > LongestCursor || !Base64Url.IsValid(cursor)) throw Refusals.Invalid("cursor_malformed", "cursor", "the cursor is none that a list told");
        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
    }
}
