using System.Globalization;
using System.Text.Json;
using RiskCluster.Contracts;
using RiskCluster.Host.Api;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Host.Governance;

/// <summary>A stream of the journal in parts, the oldest event first.</summary>
internal static class JournalPages
{
    /// <summary>So many events are looked at for one part, whether or not they are wanted.</summary>
    private const int MostRead = 20_000;

    /// <summary>A part of a stream.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="stream">Which.</param>
    /// <param name="cursor">Where the part before ended; null for the first.</param>
    /// <param name="limit">Items wanted.</param>
    /// <param name="entry">What an event is told as; null for one that is not wanted.</param>
    /// <param name="cancellation">The caller has gone.</param>
    public static async Task<Page<T>> Read<T>(IJournal journal, string stream, string? cursor, int limit, Func<JournalRecord, JsonElement, T?> entry, CancellationToken cancellation)
        where T : class
    {
        var after = Paging.Parts(cursor, 1) is not { } parts ? 0 : long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? seq : throw Paging.BadCursor();
        var (items, read) = (new List<T>(), 0);
        await foreach (var record in journal.Read(stream, after, cancellation))
        {
            if (items.Count == limit || read++ == MostRead) return new(items, Paging.Cursor(after.ToString(CultureInfo.InvariantCulture)));
            after = record.Seq;
            if (entry(record, JsonElement.Parse(record.Body)) is { } item) items.Add(item);
        }

        return new(items);
    }
}
