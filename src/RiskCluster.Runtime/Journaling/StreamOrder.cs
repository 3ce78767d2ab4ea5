namespace RiskCluster.Runtime.Journaling;

/// <summary>The order of stream names: by code point, which is the order of their UTF-8 bytes and so that of every store.</summary>
public sealed class StreamOrder : IComparer<string>
{
    private StreamOrder()
    {
    }

    /// <summary>The one there is.</summary>
    public static StreamOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        if (x is null || y is null) return string.CompareOrdinal(x, y);
        var (left, right) = (x.EnumerateRunes(), y.EnumerateRunes());
        while (true)
        {
            var (more, other) = (left.MoveNext(), right.MoveNext());
            if (!more || !other) return more.CompareTo(other);
            var order = left.Current.CompareTo(right.Current);
            if (order != 0) return order;
        }
    }
}
