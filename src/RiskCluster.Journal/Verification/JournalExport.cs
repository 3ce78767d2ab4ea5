using System.Text.Encodings.Web;
using System.Text.Json;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Verification;

/// <summary>
/// Events as JSON lines, stream by stream: <c>{"stream", "seq", "epoch", "message", "command_hash", "at_ms", "body", "effects", "hash"}</c>. Body and effects are the very bytes that the chain
/// runs over.
/// </summary>
public static class JournalExport
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes the streams whose name begins with a prefix; answers how many events.</summary>
    public static async Task<long> Write(IJournal journal, string prefix, Stream output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(output);
        long events = 0;
        await using var json = new Utf8JsonWriter(output, Options);
        await foreach (var head in journal.Streams(prefix, cancellation))
        {
            await foreach (var item in journal.Read(head.Stream, 0, cancellation))
            {
                json.WriteStartObject();
                WriteMembers(json, head.Stream, item);
                json.WriteEndObject();
                await json.FlushAsync(cancellation);
                json.Reset();
                output.WriteByte((byte)'\n');
                events++;
            }
        }

        return events;
    }

    /// <summary>Writes the members of one event's object.</summary>
    internal static void WriteMembers(Utf8JsonWriter json, string stream, JournalRecord item)
    {
        json.WriteString("stream", stream);
        json.WriteNumber("seq", item.Seq);
        json.WriteNumber("epoch", item.Epoch);
        json.WriteString("message", item.Message.ToString());
        json.WriteString("command_hash", Convert.ToHexStringLower(item.CommandHash));
        json.WriteNumber("at_ms", item.AtMs);
        json.WritePropertyName("body");
        json.WriteRawValue(item.Body, skipInputValidation: true);
        json.WritePropertyName("effects");
        if (item.Effects is null) json.WriteNullValue();
        else json.WriteRawValue(item.Effects, skipInputValidation: true);
        json.WriteString("hash", Convert.ToHexStringLower(item.Hash));
    }
}
