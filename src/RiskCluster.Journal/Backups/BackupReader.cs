using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RiskCluster.Core.Turns;
using RiskCluster.Journal.Access;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Backups;

/// <summary>Reads the lines that <see cref="BackupWriter"/> has written, in their order. Whatever is wrong is a <see cref="FormatException"/> that names the line.</summary>
internal sealed class BackupReader : IDisposable
{
    private readonly StreamReader lines;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private string? line;
    private JsonDocument? next;
    private long number;
    private (long Streams, long Events, long Keys) seen;

    private BackupReader(Stream input) => lines = new(input, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);

    /// <summary>When the backup was taken, unix milliseconds.</summary>
    public long AtMs { get; private set; }

    /// <summary>Reads the first line.</summary>
    public static async Task<BackupReader> Open(Stream input, CancellationToken cancellation)
    {
        var reader = new BackupReader(input);
        try
        {
            await reader.Advance(cancellation);
            reader.AtMs = reader.Read(root => root.TryGetProperty("format", out var format) && format.ValueEquals(BackupWriter.Format)
                ? root.GetProperty("at_ms").GetInt64()
                : throw new FormatException($"is no backup of the form {BackupWriter.Format}"));
            await reader.Advance(cancellation);
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>The streams.</summary>
    public async IAsyncEnumerable<BackupHead> Heads([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (; IsOf("head"); await Advance(cancellation))
        {
            seen.Streams++;
            yield return Read(root => new BackupHead(
                new(Text(root, "head"), Long(root, "epoch"), Long(root, "seq"), Bytes(root, "hash"), Long(root, "delivered_seq")), root.GetProperty("is_awake").GetBoolean(), Long(root, "effect_seq")));
        }
    }

    /// <summary>The events; body and effects are the very bytes of the file.</summary>
    public async IAsyncEnumerable<(string Stream, JournalRecord Item)> Events([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (; IsOf("stream"); await Advance(cancellation))
        {
            seen.Events++;
            yield return Read(root => (Text(root, "stream"), new JournalRecord(
                Long(root, "seq"), Long(root, "epoch"), MessageId.Parse(Text(root, "message")), Bytes(root, "command_hash"), Long(root, "at_ms"),
                Raw(root.GetProperty("body"))!, Raw(root.GetProperty("effects")), Bytes(root, "hash"))));
        }
    }

    /// <summary>The keys.</summary>
    public async Task<IReadOnlyList<AccessKey>> Keys(CancellationToken cancellation)
    {
        var keys = ImmutableArray.CreateBuilder<AccessKey>();
        for (; IsOf("key"); await Advance(cancellation))
        {
            seen.Keys++;
            keys.Add(Read(root => new AccessKey(
                Text(root, "key"), Text(root, "secret_hash"), Text(root, "kind"), Text(root, "holder"), Text(root, "scopes"), Long(root, "added_at_ms"),
                root.TryGetProperty("revoked_at_ms", out var revoked) ? revoked.GetInt64() : null)));
        }

        return keys.ToImmutable();
    }

    /// <summary>The end: everything before it is whole.</summary>
    public async Task<BackupReport> End(CancellationToken cancellation)
    {
        if (line is null) throw new FormatException($"line {number}: the backup breaks off here");
        if (!IsOf("end")) throw new FormatException($"line {number}: does not belong here");
        var digest = hash.GetCurrentHash();
        var counted = Read(root =>
        {
            if (!Bytes(root, "end").AsSpan().SequenceEqual(digest)) throw new FormatException("the lines before are not those that were written");
            return (Long(root, "streams"), Long(root, "events"), Long(root, "keys"));
        });
        if (counted != seen) throw new FormatException($"line {number}: counts {counted}, and there are {seen}");
        await Advance(cancellation);
        return line is null ? new(AtMs, seen.Streams, seen.Events, seen.Keys) : throw new FormatException($"line {number}: stands after the end");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        next?.Dispose();
        lines.Dispose();
        hash.Dispose();
    }

    private bool IsOf(string member) => next is not null && next.RootElement.ValueKind == JsonValueKind.Object && next.RootElement.EnumerateObject().FirstOrDefault().NameEquals(member);

    // The hash runs over the lines before the present one.
    private async Task Advance(CancellationToken cancellation)
    {
        if (line is not null) hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        next?.Dispose();
        next = null;
        number++;
        try
        {
            line = await lines.ReadLineAsync(cancellation);
            if (line is not null) next = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 128 });
        }
        catch (Exception problem) when (problem is InvalidDataException or DecoderFallbackException or JsonException)
        {
            throw new FormatException($"line {number}: is no line of a backup", problem);
        }
    }

    private T Read<T>(Func<JsonElement, T> read)
    {
        try
        {
            return read((next ?? throw new FormatException("the backup is empty")).RootElement);
        }
        catch (Exception problem) when (problem is InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new FormatException($"line {number}: {problem.Message.ReplaceLineEndings(" ")}", problem);
        }
    }

    private static string Text(JsonElement root, string name) => root.GetProperty(name).GetString() ?? throw new FormatException($"{name} is missing");

    private static long Long(JsonElement root, string name) => root.GetProperty(name).GetInt64();

    private static byte[] Bytes(JsonElement root, string name) => Convert.FromHexString(Text(root, name));

    private static byte[]? Raw(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : Encoding.UTF8.GetBytes(value.GetRawText());
}
