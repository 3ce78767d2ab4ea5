using System.Text.Json;
using System.Text.Json.Nodes;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Language;

/// <summary>Makes complete model documents: what one extends comes first, then its own members, then overrides.</summary>
/// <remarks>
/// A document may say <c>"extends": NAME</c>, or hold the document that it extends. Its members replace or merge into those of the other (RFC 7396: objects
/// merge, anything else replaces, null removes). The whole is checked as if it had been written out, so nothing is allowed here that a document may not say.
/// </remarks>
public sealed class ModelLibrary
{
    private const string Extends = "extends";
    private const int DeepestChain = 16;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private readonly Func<string, string?> find;

    /// <summary>A library over the given documents.</summary>
    /// <param name="find">The text of the document of a name; null when there is none.</param>
    public ModelLibrary(Func<string, string?> find) => this.find = find;

    /// <summary>The documents that come with the engine.</summary>
    public static ModelLibrary Shipped { get; } = new(name => ShippedModels.Names.Contains(name) ? ShippedModels.Read(name) : null);

    /// <summary>The document of a name, with values changed.</summary>
    /// <exception cref="RiskModelException">No such document, or it breaks a rule.</exception>
    public ModelDocument Load(string name, IEnumerable<ModelOverride> overrides) =>
        ModelDocument.Parse(Compose(find(name) ?? throw new RiskModelException("$", $"there is no model '{name}'"), overrides));

    /// <summary>The text of a complete document.</summary>
    /// <param name="json">A document, complete or extending another.</param>
    /// <param name="overrides">Applied in order.</param>
    /// <exception cref="RiskModelException">Not JSON, a base that is not there or extends itself, or an override at a place that does not exist.</exception>
    public string Compose(string json, IEnumerable<ModelOverride> overrides)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        var document = Resolve(ParseObject(json, "$"), "$", []);
        foreach (var change in overrides) Apply(document, change);
        return document.ToJsonString();
    }

    private JsonObject Resolve(JsonObject document, string path, List<string> chain)
    {
        if (!document.TryGetPropertyValue(Extends, out var extended)) return document;
        document.Remove(Extends);
        path = $"{path}.{Extends}";
        if (chain.Count >= DeepestChain) throw new RiskModelException(path, $"must not extend through more than {DeepestChain} documents");
        var parent = extended switch
        {
            JsonObject inline => Resolve(inline, path, [.. chain, "inline"]),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => ResolveNamed(value.GetValue<string>(), path, chain),
            _ => throw new RiskModelException(path, "must be the name of a model or a model document"),
        };
        return Merge(parent, document);
    }

    private JsonObject ResolveNamed(string name, string path, List<string> chain)
    {
        if (chain.Contains(name)) throw new RiskModelException(path, $"must not go round in a circle: {string.Join(" -> ", [.. chain, name])}");
        var text = find(name) ?? throw new RiskModelException(path, $"there is no model '{name}'");
        return Resolve(ParseObject(text, path), path, [.. chain, name]);
    }

    private static JsonObject ParseObject(string json, string path)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: Strict) as JsonObject ?? throw new RiskModelException(path, "must be an object");
        }
        catch (JsonException problem)
        {
            throw new RiskModelException(path, $"is not JSON: {problem.Message}");
        }
    }

    private static JsonObject Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null) target.Remove(name);
            else if (value is JsonObject part && target[name] is JsonObject old) target[name] = Merge((JsonObject)old.DeepClone(), part);
            else target[name] = value.DeepClone();
        }

        return target;
    }

    private static void Apply(JsonObject document, ModelOverride change)
    {
        var steps = change.Path.Split('.');
        JsonNode? place = document;
        for (var i = 0; i < steps.Length - 1; i++) place = Step(place, steps[i]) ?? throw NoPlace(change.Path);
        switch (place)
        {
            case JsonArray array when Index(array, steps[^1]) is { } index:
                array[index] = change.Value?.DeepClone();
                break;
            case JsonObject parent when change.Value is null:
                if (!parent.Remove(steps[^1])) throw NoPlace(change.Path);
                break;
            case JsonObject parent:
                parent[steps[^1]] = change.Value.DeepClone();
                break;
            default:
                throw NoPlace(change.Path);
        }
    }

    private static JsonNode? Step(JsonNode? place, string step) => place switch
    {
        JsonObject parent => parent[step],
        JsonArray array => Index(array, step) is { } index ? array[index] : null,
        _ => null,
    };

    private static int? Index(JsonArray array, string step) =>
        int.TryParse(step, System.Globalization.NumberStyles.None, null, out var index) && index < array.Count ? index : null;

    private static RiskModelException NoPlace(string path) => new($"$.{path}", "is no place in the model document");
}
