using System.Text.Json;

namespace RiskCluster.Host.Requests;

/// <summary>Finds <c>\ud800</c> and its kind: escapes that are half a character. JSON allows them, no text can hold them, and whatever keeps a part of a body as it came would fail on them later.</summary>
internal static class HalfCharacters
{
    /// <summary>True when a name or text of a JSON document has one.</summary>
    /// <param name="json">A document that has been parsed before.</param>
    public static bool AreIn(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\u"u8) < 0) return false;
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped && IsHalf(ref reader))
                return true;
        return false;
    }

    private static bool IsHalf(ref Utf8JsonReader reader)
    {
        try
        {
            reader.GetString();
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}
