using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace RiskCluster.Deploy.Tests;

/// <summary>YAML as JSON, in which every part has a path.</summary>
internal static class Yaml
{
    /// <summary>The documents of a text, without empty ones; anchors are put in place.</summary>
    public static IReadOnlyList<JsonObject> Documents(string text)
    {
        var parser = new MergingParser(new Parser(new StringReader(text)));
        var deserializer = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();
        var serializer = new SerializerBuilder().JsonCompatible().Build();
        var documents = new List<JsonObject>();
        parser.Consume<StreamStart>();
        while (parser.Accept<DocumentStart>(out _))
            if (deserializer.Deserialize(parser) is { } document) documents.Add(JsonNode.Parse(serializer.Serialize(document))!.AsObject());
        return documents;
    }

    /// <summary>The part at a path such as <c>spec/template/0</c>; null when there is none.</summary>
    public static JsonNode? At(this JsonNode? node, string path)
    {
        foreach (var name in path.Split('/')) node = node is JsonArray list ? (int.TryParse(name, out var i) && i < list.Count ? list[i] : null) : node?[name];
        return node;
    }

    /// <summary>The items of a list at a path; none when there is no list.</summary>
    public static IReadOnlyList<JsonNode> Items(this JsonNode? node, string path) => node.At(path) is JsonArray list ? [.. list.Select(item => item!)] : [];
}
