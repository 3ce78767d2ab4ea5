using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using RiskCluster.Contracts;

namespace RiskCluster.Host.Streams;

/// <summary>What a channel has to tell now: one document, or rows of which only those that changed are told again.</summary>
/// <param name="Document">JSON; empty when there is nothing, or it is rows.</param>
/// <param name="Rows">By key, in order; default when it is a document.</param>
internal sealed record ChannelContent(ReadOnlyMemory<byte> Document, ImmutableArray<(string Key, byte[] Json)> Rows)
{
    /// <summary>Nothing to tell.</summary>
    public static readonly ChannelContent Nothing = new(ReadOnlyMemory<byte>.Empty, default);

    /// <summary>A document.</summary>
    public static ChannelContent Of<T>(T body) => new(JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Options), default);

    /// <summary>Rows.</summary>
    public static ChannelContent Of<T>(IEnumerable<T> rows, Func<T, string> key) => new(ReadOnlyMemory<byte>.Empty, [.. rows.Select(row => (key(row), JsonSerializer.SerializeToUtf8Bytes(row, ApiJson.Options)))]);

    /// <summary>All of it.</summary>
    public ReadOnlyMemory<byte> Snapshot() => Rows.IsDefault ? Document : Written(Rows, null);

    /// <summary>What is new against what was told before; null when nothing is.</summary>
    public ReadOnlyMemory<byte>? DeltaFrom(ChannelContent before)
    {
        // Statements, as a conditional expression would turn its null into an empty text: memory is made of arrays, and null is one.
        if (Rows.IsDefault || before.Rows.IsDefault)
        {
            if (Snapshot().Span.SequenceEqual(before.Snapshot().Span)) return null;
            return Snapshot();
        }

        var known = before.Rows.ToDictionary(row => row.Key, row => row.Json, StringComparer.Ordinal);
        var changed = Rows.Where(row => !known.TryGetValue(row.Key, out var json) || !json.AsSpan().SequenceEqual(row.Json)).ToList();
        var removed = before.Rows.Select(row => row.Key).Except(Rows.Select(row => row.Key), StringComparer.Ordinal).ToList();
        if (changed.Count == 0 && removed.Count == 0) return null;
        return Written(changed, removed);
    }

    private static ReadOnlyMemory<byte> Written(IEnumerable<(string Key, byte[] Json)> rows, List<string>? removed)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var (_, row) in rows) json.WriteRawValue(row, skipInputValidation: true);
            json.WriteEndArray();
            if (removed is not null)
            {
                json.WriteStartArray("removed");
                foreach (var key in removed) json.WriteStringValue(key);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
