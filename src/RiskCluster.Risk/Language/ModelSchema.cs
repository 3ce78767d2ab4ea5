using System.Text.Json;
using System.Text.Json.Nodes;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language;

/// <summary>The JSON Schema of model documents, made from the declarations that read them: what it bounds is what the reader bounds.</summary>
/// <remarks>Rules between several values of a document, such as a sum of haircuts, are the reader's alone.</remarks>
public static class ModelSchema
{
    private const string Definitions = "$defs";

    /// <summary>The schema's text, indented.</summary>
    public static string Json() => Build().ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    private static JsonObject Build()
    {
        var definitions = new JsonObject
        {
            ["components"] = new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = new JsonObject { ["oneOf"] = new JsonArray([.. ModelComponents.Types.Select(entry => Reference(entry.Type))]) },
            },
            ["engine-model"] = RiskModel.Describe(),
        };
        foreach (var (type, read) in ModelComponents.Types) definitions[type] = Component(type, read);
        return new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Margin model",
            ["oneOf"] = new JsonArray(Document(), Extension(), Reference("engine-model")),
            [Definitions] = definitions,
        };
    }

    private static JsonObject Component(string type, Func<RiskModelNode, object> read)
    {
        var schema = RiskModelNode.Describe(read);
        schema["properties"]!.AsObject().Insert(0, "type", new JsonObject { ["const"] = type });
        schema["required"]!.AsArray().Insert(0, (JsonNode)"type");
        return schema;
    }

    private static JsonObject Document() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["name"] = new JsonObject { ["type"] = "string", ["pattern"] = "\\S" },
            ["version"] = new JsonObject { ["type"] = "string", ["pattern"] = SemanticVersion.Pattern },
            ["components"] = Reference("components"),
        },
        ["required"] = new JsonArray("name", "version", "components"),
        ["additionalProperties"] = false,
    };

    // What a document changes in the one it extends is checked when both are put together.
    private static JsonObject Extension() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { ["extends"] = new JsonObject { ["type"] = new JsonArray("string", "object") } },
        ["required"] = new JsonArray("extends"),
    };

    private static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/{Definitions}/{definition}" };
}
