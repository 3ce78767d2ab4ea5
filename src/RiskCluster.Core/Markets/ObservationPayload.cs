using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using RiskCluster.Core.Json;
using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Markets;

/// <summary>
/// What a source signs of an observation: the JSON object <c>{"observation", "publish_time_ms", "sequence", "source", "type", "underlying"}</c> in one spelling. Members by name at every
/// depth (RFC 8785), no white space, absent ones left out; decimals are strings without an exponent or trailing zeros, and times and sequences integers. <c>type</c> is
/// <c>riskcluster.observation/1</c>: a signature over it is worth nothing elsewhere, and <c>underlying</c> binds it to one market.
/// </summary>
public static class ObservationPayload
{
    private const string Type = "riskcluster.observation/1";
    private static readonly JsonSerializerOptions Options = CreateOptions();

    /// <summary>The bytes to sign, UTF-8.</summary>
    /// <param name="underlying">The market that it is told to.</param>
    /// <param name="observe">The observation; its own signature and key id are not part of it.</param>
    public static byte[] Of(string underlying, MarketDataCommand.Observe observe)
    {
        ArgumentNullException.ThrowIfNull(observe);
        var payload = JsonSerializer.SerializeToElement(new Payload(observe.Observation, observe.PublishTimeMs, observe.Sequence, observe.Source, Type, underlying), Options);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) Write(json, payload);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    json.WritePropertyName(member.Name);
                    Write(json, member.Value);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in element.EnumerateArray()) Write(json, item);
                json.WriteEndArray();
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(CoreJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
        options.Converters.Insert(0, new PlainDecimal());
        options.MakeReadOnly();
        return options;
    }

    private sealed record Payload(Observation Observation, long PublishTimeMs, long Sequence, string Source, string Type, string Underlying);

    private sealed class PlainDecimal : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, System.Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("a payload is only written");

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteStringValue(DecimalBounds.Plain(value).ToString(NumberFormatInfo.InvariantInfo));
    }
}
