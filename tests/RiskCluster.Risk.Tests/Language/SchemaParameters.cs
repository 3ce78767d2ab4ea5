using System.Text.Json;
using System.Text.Json.Nodes;
using RiskCluster.Risk.Language;

namespace RiskCluster.Risk.Tests.Language;

/// <summary>The numbers of a model document and their bounds, as the published schema tells them.</summary>
internal static class SchemaParameters
{
    public static readonly JsonObject Definitions = JsonNode.Parse(ModelSchema.Json())!["$defs"]!.AsObject();

    /// <summary>Every number below a value, with its path and what the schema says of it; of a list, its first item.</summary>
    public static IEnumerable<(string Path, JsonObject Schema)> Walk(string path, JsonNode value, JsonObject schema)
    {
        switch (value)
        {
            case JsonObject item:
                return item.Where(member => member.Value is not null).SelectMany(member =>
                    Walk($"{path}.{member.Key}", member.Value!, (schema["properties"]?[member.Key] ?? schema["additionalProperties"])!.AsObject()));
            case JsonArray { Count: > 0 } items:
                return Walk($"{path}.0", items[0]!, schema["items"]!.AsObject());
            default:
                return schema["type"]?.GetValue<string>() is "number" or "integer" ? [(path, schema)] : [];
        }
    }

    /// <summary>The least and greatest values that a schema lets in, or the nearest beyond them.</summary>
    public static IEnumerable<double> Values(JsonObject schema, bool inside)
    {
        foreach (var (closed, open, sign) in new[] { ("minimum", "exclusiveMinimum", -1), ("maximum", "exclusiveMaximum", 1) })
        {
            if (schema[closed] is { } bound) yield return inside ? Number(bound) : Number(bound) + sign * Step(schema, bound);
            else if (schema[open] is { } limit) yield return inside ? Number(limit) - sign * 1e-3 : Number(limit);
        }
    }

    private static double Number(JsonNode node) => JsonSerializer.Deserialize<double>(node);

    private static double Step(JsonObject schema, JsonNode bound) => schema["type"]!.GetValue<string>() == "integer" ? 1 : Math.Max(1e-3, Math.Abs(Number(bound)) * 1e-3);
}
