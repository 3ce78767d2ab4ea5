using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using RiskCluster.Journal.Access;
using RiskCluster.Journal.Verification;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Backups;

/// <summary>
/// The lines of a backup: what it is, every stream, every event as <see cref="JournalExport"/> writes it, every key, and an end that counts them and holds the SHA-256 of all lines before it, so that
/// a file that was cut off or changed is seen.
/// </summary>
internal sealed class BackupWriter : IDisposable
{
    /// <summary>What the first line says.</summary>
    public const string Format = "riskcluster.backup/1";

    private const int FlushAtBytes = 1 << 16;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private readonly Stream output;
    private readonly MemoryStream lines = new();
    private readonly Utf8JsonWriter json;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>A writer whose first line is written.</summary>
    public BackupWriter(Stream output, long atMs)
    {
        this.output = output;
        json = new(lines, Options);
        Line(() =>
        {
            json.WriteString("format", Format);
            json.WriteNumber("at_ms", atMs);
        });
    }

    /// <summary>Writes a stream.</summary>
    public void Head(BackupHead item) => Line(() =>
    {
        json.WriteString("head", item.Head.Stream);
        json.WriteNumber("epoch", item.Head.Epoch);
        json.WriteNumber("seq", item.Head.Seq);
        json.WriteString("hash", Convert.ToHexStringLower(item.Head.Hash));
        json.WriteNumber("delivered_seq", item.Head.DeliveredSeq);
        json.WriteBoolean("is_awake", item.IsAwake);
        json.WriteNumber("effect_seq", item.EffectSeq);
    });

    /// <summary>Writes an event.</summary>
    public void Event(string stream, JournalRecord item) => Line(() => JournalExport.WriteMembers(json, stream, item));

    /// <summary>Writes a key; of its secret the hash.</summary>
    public void Key(AccessKey key) => Line(() =>
    {
        json.WriteString("key", key.KeyId);
        json.WriteString("secret_hash", key.SecretHash);
        json.WriteString("kind", key.Kind);
        json.WriteString("holder", key.Holder);
        json.WriteString("scopes", key.Scopes);
        json.WriteNumber("added_at_ms", key.AddedAtMs);
        if (key.RevokedAtMs is { } revokedAtMs) json.WriteNumber("revoked_at_ms", revokedAtMs);
    });

    /// <summary>Writes the end and everything that waits.</summary>
    public async Task End(BackupReport report, CancellationToken cancellation)
    {
        await Flush(cancellation);
        Line(() =>
        {
            json.WriteString("end", Convert.ToHexStringLower(hash.GetCurrentHash()));
            json.WriteNumber("streams", report.Streams);
            json.WriteNumber("events", report.Events);
            json.WriteNumber("keys", report.Keys);
        });
        await Flush(cancellation);
    }

    /// <summary>Writes what waits once it is worth it.</summary>
    public ValueTask FlushWhenFull(CancellationToken cancellation) => lines.Length < FlushAtBytes ? ValueTask.CompletedTask : new(Flush(cancellation));

    /// <inheritdoc/>
    public void Dispose()
    {
        json.Dispose();
        lines.Dispose();
        hash.Dispose();
    }

    private async Task Flush(CancellationToken cancellation)
    {
        hash.AppendData(lines.GetBuffer(), 0, (int)lines.Length);
        await output.WriteAsync(lines.GetBuffer().AsMemory(0, (int)lines.Length), cancellation);
        lines.SetLength(0);
    }

    private void Line(Action members)
    {
        json.WriteStartObject();
        members();
        json.WriteEndObject();
        json.Flush();
        json.Reset();
        lines.WriteByte((byte)'\n');
    }
}
