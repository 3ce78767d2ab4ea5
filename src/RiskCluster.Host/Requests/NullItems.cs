using System.Text.Json;
using RiskCluster.Contracts;

namespace RiskCluster.Host.Requests;

/// <summary>Nulls in lists, which the parser of records lets pass.</summary>
internal static class NullItems
{
    /// <summary>True when a list of a body that parses holds null.</summary>
    public static bool AreIn(ReadOnlySpan<byte> body)
    {
        if (body.IndexOf("null"u8) < 0) return false;
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = ApiJson.MaxDepth });
        Span<bool> isList = stackalloc bool[ApiJson.MaxDepth + 1];
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject) isList[reader.CurrentDepth + 1] = reader.TokenType == JsonTokenType.StartArray;
            else if (reader.TokenType == JsonTokenType.Null && isList[reader.CurrentDepth]) return true;
        }

        return false;
    }
}
