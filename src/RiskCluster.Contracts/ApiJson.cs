using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RiskCluster.Core.Json;

namespace RiskCluster.Contracts;

/// <summary>The one JSON form of the public API: snake_case, enums by name, decimals as strings, nulls left out, unknown fields refused.</summary>
public static class ApiJson
{
    /// <summary>How deep a body may nest.</summary>
    public const int MaxDepth = 16;

    /// <summary>What the server reads with: strict.</summary>
    public static JsonSerializerOptions Options { get; } = Create(JsonUnmappedMemberHandling.Disallow);

    /// <summary>What a client reads with: fields that a newer server has added are passed over.</summary>
    public static JsonSerializerOptions ClientOptions { get; } = Create(JsonUnmappedMemberHandling.Skip);

    /// <summary>Gives options the API's form, for frameworks that make their own.</summary>
    public static void Configure(JsonSerializerOptions options) => Configure(options, JsonUnmappedMemberHandling.Disallow);

    private static JsonSerializerOptions Create(JsonUnmappedMemberHandling unmapped)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options, unmapped);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private static void Configure(JsonSerializerOptions options, JsonUnmappedMemberHandling unmapped)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.PropertyNameCaseInsensitive = false;
        options.DictionaryKeyPolicy = null;
        options.UnmappedMemberHandling = unmapped;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowDuplicateProperties = false;
        options.AllowOutOfOrderMetadataProperties = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = MaxDepth;
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(Optional);
        options.Converters.Add(new DecimalAsString());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
    }

    // What may be null is left out when it is, and so may be left out.
    private static void Optional(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            if (property.AssociatedParameter is { } parameter && (parameter.IsNullable || Nullable.GetUnderlyingType(parameter.ParameterType) is not null)) property.IsRequired = false;
    }
}
