using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RiskCluster.Risk.Tests.Language;

/// <summary>As much of JSON Schema as the published schema uses.</summary>
internal sealed class SchemaCheck(JsonObject root)
{
    private static readonly string[] Known = ["$schema", "$defs", "$ref", "title", "type", "properties", "required", "additionalProperties", "items", "minItems", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "pattern", "format", "enum", "const", "oneOf"];

    public bool Accepts(JsonNode? value) => Accepts(root, value);

    private bool Accepts(JsonObject schema, JsonNode? value)
    {
        schema.Select(member => member.Key).Except(Known).ShouldBeEmpty("a keyword that this check does not know");
        if (schema["$ref"] is { } reference) return Accepts(Resolve(reference.GetValue<string>()), value);
        if (schema["oneOf"] is JsonArray choices) return choices.Count(choice => Accepts(choice!.AsObject(), value)) == 1;
        if (schema["const"] is { } constant) return JsonNode.DeepEquals(constant, value);
        if (schema["enum"] is JsonArray words) return words.Any(word => JsonNode.DeepEquals(word, value));
        var types = schema["type"] is JsonArray several ? several.Select(type => type!.GetValue<string>()) : [schema["type"]!.GetValue<string>()];
        return types.Any(type => AcceptsType(schema, type, value));
    }

    private bool AcceptsType(JsonObject schema, string type, JsonNode? value) => type switch
    {
        "object" => value is JsonObject item && AcceptsObject(schema, item),
        "array" => value is JsonArray items && items.Count >= (schema["minItems"]?.GetValue<int>() ?? 0) && items.All(item => Accepts(schema["items"]!.AsObject(), item)),
        "string" => value?.GetValueKind() == JsonValueKind.String && (schema["pattern"] is not { } pattern || Regex.IsMatch(value.GetValue<string>(), pattern.GetValue<string>())),
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        _ => value?.GetValueKind() == JsonValueKind.Number && AcceptsNumber(schema, type, JsonSerializer.Deserialize<double>(value)),
    };

    private bool AcceptsObject(JsonObject schema, JsonObject value)
    {
        var properties = schema["properties"]?.AsObject() ?? [];
        if (schema["required"] is JsonArray required && required.Any(name => !value.ContainsKey(name!.GetValue<string>()))) return false;
        return value.All(member => properties[member.Key] is JsonObject known
            ? Accepts(known, member.Value)
            : schema["additionalProperties"] is not { } others || (others is JsonObject free && Accepts(free, member.Value)));
    }

    private static bool AcceptsNumber(JsonObject schema, string type, double value) =>
        (type == "number" || Math.Floor(value) == value)
        && (Bound(schema, "minimum") is not { } low || value >= low)
        && (Bound(schema, "maximum") is not { } high || value <= high)
        && (Bound(schema, "exclusiveMinimum") is not { } above || value > above)
        && (Bound(schema, "exclusiveMaximum") is not { } below || value < below);

    private static double? Bound(JsonObject schema, string name) => schema[name] is { } bound ? JsonSerializer.Deserialize<double>(bound) : null;

    private JsonObject Resolve(string reference) => reference.Split('/').Skip(1).Aggregate((JsonNode)root, (node, step) => node[step]!).AsObject();
}
