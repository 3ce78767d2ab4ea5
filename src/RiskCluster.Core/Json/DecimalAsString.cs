using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.Json;

/// <summary>Decimals as JSON strings, so that no reader rounds them to a double. Reads strings only: a bare number is refused.</summary>
internal sealed class DecimalAsString : JsonConverter<decimal>
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    // 29 digits, a sign, a point and a nought before it.
    private const int MostCharacters = 32;

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || !TryParse(ref reader, out var value)) throw new JsonException("a decimal is written as a string, such as \"12.5\"");
        return value;
    }

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[MostCharacters];
        if (!value.TryFormat(text, out var length, default, NumberFormatInfo.InvariantInfo)) throw new UnreachableException();
        writer.WriteStringValue(text[..length]);
    }

    private static bool TryParse(ref Utf8JsonReader reader, out decimal value) => reader.HasValueSequence || reader.ValueIsEscaped
        ? decimal.TryParse(reader.GetString(), Plain, NumberFormatInfo.InvariantInfo, out value)
        : decimal.TryParse(reader.ValueSpan, Plain, NumberFormatInfo.InvariantInfo, out value);
}
