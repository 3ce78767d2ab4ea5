using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Journaling;

/// <summary>
/// What every journal asks of an append before it goes near a store, so that one stream's bad event cannot fail the commit it would share with others.
/// </summary>
public static class AppendRules
{
    /// <summary>The longest name of a stream, UTF-8 bytes: what an index entry of every store holds.</summary>
    public const int LongestStreamBytes = 1024;

    private const int LargestJsonDepth = 64;

    /// <summary>Checks an append.</summary>
    /// <exception cref="ArgumentException">The writer has a bug; the message says which rule.</exception>
    public static void Check(StreamAppend append)
    {
        ArgumentNullException.ThrowIfNull(append);
        CheckStream(append.Stream);
        if (append.Records.IsDefaultOrEmpty) throw Broken(append.Stream, "an append has at least one event");
        var seq = append.ExpectedSeq;
        foreach (var item in append.Records)
        {
            if (item.Seq != checked(++seq)) throw Broken(append.Stream, $"event {seq} was expected and {item.Seq} came");
            if (item.Epoch != append.Epoch) throw Broken(append.Stream, $"event {seq} is of epoch {item.Epoch}, its append of {append.Epoch}");
            if (item.Hash.Length != HashChain.Size) throw Broken(append.Stream, $"the hash of event {seq} has {item.Hash.Length} bytes and not {HashChain.Size}");
            if (!ReadsBack(item.Message)) throw Broken(append.Stream, $"the message of event {seq}, '{item.Message}', does not read back as itself");
            if (!IsOneLineOfJson(item.Body)) throw Broken(append.Stream, $"the body of event {seq} is not one line of JSON");
            if (item.Effects is not null && !IsOneLineOfJson(item.Effects)) throw Broken(append.Stream, $"the effects of event {seq} are not one line of JSON");
        }
    }

    /// <summary>Checks the name of a stream: not empty, no NUL, whole characters, at most <see cref="LongestStreamBytes"/> bytes.</summary>
    /// <exception cref="ArgumentException">It breaks one of them.</exception>
    public static void CheckStream(string stream)
    {
        ArgumentException.ThrowIfNullOrEmpty(stream);
        if (HasLoneHalfOrNul(stream)) throw new ArgumentException("the name of a stream has no NUL and only whole characters", nameof(stream));
        if (Encoding.UTF8.GetByteCount(stream) > LongestStreamBytes) throw new ArgumentException($"the name of a stream has at most {LongestStreamBytes} bytes", nameof(stream));
    }

    /// <summary>Checks a snapshot.</summary>
    /// <exception cref="ArgumentException">The writer has a bug; the message says which rule.</exception>
    public static void Check(StreamSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        CheckStream(snapshot.Stream);
        if (snapshot.Seq < 1) throw Broken(snapshot.Stream, "a snapshot holds at least one event");
        if (snapshot.Hash.Length != HashChain.Size) throw Broken(snapshot.Stream, $"the hash of a snapshot has {HashChain.Size} bytes");
        if (HasLoneHalfOrNul(snapshot.RulesVersion)) throw Broken(snapshot.Stream, "the rules version of a snapshot is no text");
        if (!IsOneLineOfJson(snapshot.State)) throw Broken(snapshot.Stream, "the state of a snapshot is not one line of JSON");
    }

    /// <summary>
    /// True for one JSON value without line breaks whose strings every store can read: no escaped NUL and no half of a surrogate pair, which PostgreSQL's jsonb refuses.
    /// </summary>
    public static bool IsOneLineOfJson(ReadOnlySpan<byte> json)
    {
        if (json.IndexOfAny((byte)'\n', (byte)'\r') >= 0) return false;
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = LargestJsonDepth });
            while (reader.Read())
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !IsReadableText(ref reader))
                    return false;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsReadableText(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped) return IsUtf8(reader.ValueSpan);
        var text = ArrayPool<char>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            return !text.AsSpan(0, reader.CopyString(text)).Contains('\0');
        }
        catch (InvalidOperationException)
        {
            return false; // Half of a surrogate pair, or bytes that are no UTF-8.
        }
        finally
        {
            ArrayPool<char>.Shared.Return(text);
        }
    }

    private static bool ReadsBack(MessageId message)
    {
        var text = message.ToString();
        if (HasLoneHalfOrNul(text)) return false;
        try
        {
            return MessageId.Parse(text) == message;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool IsUtf8(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes);

    private static bool HasLoneHalfOrNul(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0') return true;
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return true;
            i++;
        }

        return false;
    }

    private static ArgumentException Broken(string stream, string rule) => new($"{stream}: {rule}");
}
