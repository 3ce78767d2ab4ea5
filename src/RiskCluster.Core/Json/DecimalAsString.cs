using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.Json;

/// <summary>Decimals as JSON strings, so that no reader rounds them to a double. Reads strings only: a bare number is refused.</summary>
internal sealed class DecimalAsString : JsonConverter<decimal>
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && decimal.TryParse(reader.GetString(), Plain, NumberFormatInfo.InvariantInfo, out var value)) return value;
        throw new JsonException("a decimal is written as a string, such as \"12.5\"");
    }

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString(NumberFormatInfo.InvariantInfo));
}
