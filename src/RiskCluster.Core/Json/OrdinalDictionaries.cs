using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.Json;

/// <summary>Sorted dictionaries by text come back from JSON in ordinal order whatever the process' culture is, so that a state and its copy are the same bytes.</summary>
internal sealed class OrdinalDictionaries : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(ImmutableSortedDictionary<,>) && typeToConvert.GetGenericArguments()[0] == typeof(string);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(OrdinalDictionary<>).MakeGenericType(typeToConvert.GetGenericArguments()[1]))!;

    private sealed class OrdinalDictionary<T> : JsonConverter<ImmutableSortedDictionary<string, T>>
    {
        // One for all: most dictionaries of most states are empty.
        private static readonly ImmutableSortedDictionary<string, T> Empty = ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);

        public override ImmutableSortedDictionary<string, T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("a dictionary is written as an object");
            var items = Empty.ToBuilder();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var key = SharedNames.Of(reader.GetString()!);
                reader.Read();
                var value = JsonSerializer.Deserialize<T>(ref reader, options);
                if (value is null || !items.TryAdd(key, value)) throw new JsonException($"the dictionary has null or twice at '{key}'");
            }

            return items.ToImmutable();
        }

        public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, T> value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (key, item) in value)
            {
                writer.WritePropertyName(key);
                JsonSerializer.Serialize(writer, item, options);
            }

            writer.WriteEndObject();
        }
    }
}
