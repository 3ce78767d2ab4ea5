using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.Accounts;

/// <summary>Positions as an object, each under the name of its instrument.</summary>
internal sealed class PositionDictionaryJson : JsonConverter<PositionDictionary>
{
    public override PositionDictionary Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("positions are written as an object");
        var named = new HashSet<string>(StringComparer.Ordinal);
        var positions = new List<PositionChange>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var instrument = reader.GetString()!;
            reader.Read();
            var position = JsonSerializer.Deserialize<AccountPosition>(ref reader, options);
            if (position.Size == 0 || !named.Add(instrument)) throw new JsonException($"the positions have 0 or twice at '{instrument}'");
            positions.Add(new(instrument, position.Size, position.AveragePrice));
        }

        return PositionDictionary.Empty.With(positions);
    }

    public override void Write(Utf8JsonWriter writer, PositionDictionary value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (instrument, position) in value)
        {
            writer.WritePropertyName(instrument);
            JsonSerializer.Serialize(writer, position, options);
        }

        writer.WriteEndObject();
    }
}
