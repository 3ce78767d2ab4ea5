using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskCluster.Core.Json;

/// <summary>The one JSON form of Core's records: snake_case, enums by name, decimals as strings, unknown members refused. The journal and the messages speak it.</summary>
public static class CoreJson
{
    /// <summary>The options to read and write with.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>A value as JSON, UTF-8.</summary>
    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>A value from JSON, UTF-8.</summary>
    /// <exception cref="JsonException">Not JSON of that type: names the path.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException($"null is no {typeof(T).Name}");

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DictionaryKeyPolicy = null,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            AllowOutOfOrderMetadataProperties = true,
            AllowDuplicateProperties = false,
            NumberHandling = JsonNumberHandling.Strict,
            MaxDepth = 32,
            Converters = { new DecimalAsString(), new OrdinalDictionaries(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
