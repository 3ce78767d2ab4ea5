using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace RiskCluster.Risk.Margin;

/// <summary>Writes down, as JSON Schema, what the declaration of one object asks for, and answers with values that lie within the bounds asked for.</summary>
internal sealed class RiskModelShape
{
    private readonly JsonObject members = [];
    private readonly JsonArray required = [];
    private bool isOptional;

    /// <summary>The member that is asked for next may be left out.</summary>
    public void NextIsOptional() => isOptional = true;

    /// <summary>All that was asked for.</summary>
    public JsonObject ToSchema() => new()
    {
        ["type"] = "object",
        ["properties"] = members,
        ["required"] = required,
        ["additionalProperties"] = false,
    };

    public T Object<T>(string name, Func<RiskModelNode, T> read)
    {
        Add(name, Nested(read, out var value));
        return value;
    }

    public double Number(string name, Interval within)
    {
        Add(name, Bounds("number", within));
        return Within(within);
    }

    public int Whole(string name, int low, int high)
    {
        Add(name, Bounds("integer", Interval.Closed(low, high)));
        return low;
    }

    public bool Flag(string name)
    {
        Add(name, new() { ["type"] = "boolean" });
        return false;
    }

    public string Text(string name, string pattern = "\\S")
    {
        Add(name, new() { ["type"] = "string", ["pattern"] = pattern });
        return name;
    }

    public DateOnly Day(string name)
    {
        Add(name, new() { ["type"] = "string", ["format"] = "date" });
        return DateOnly.MinValue;
    }

    public T Choice<T>(string name, (string Word, T Value)[] choices)
    {
        Add(name, new() { ["enum"] = new JsonArray([.. choices.Select(choice => JsonValue.Create(choice.Word))]) });
        return choices[0].Value;
    }

    public ImmutableArray<double> Numbers(string name, Interval within, int minimalCount)
    {
        Add(name, Items(Bounds("number", within), minimalCount));
        return [Within(within)];
    }

    public ImmutableArray<T> Objects<T>(string name, int minimalCount, Func<RiskModelNode, T> read)
    {
        Add(name, Items(Nested(read, out var value), minimalCount));
        return [value];
    }

    public ImmutableSortedDictionary<string, T> Map<T>(string name, Func<RiskModelNode, T> read)
    {
        Add(name, new() { ["type"] = "object", ["additionalProperties"] = Nested(read, out var value) });
        return ImmutableSortedDictionary<string, T>.Empty.Add(name, value);
    }

    private static JsonObject Nested<T>(Func<RiskModelNode, T> read, out T value)
    {
        var found = default(T)!;
        var schema = RiskModelNode.Describe(node => found = read(node));
        value = found;
        return schema;
    }

    private static JsonObject Items(JsonObject schema, int minimalCount) => new() { ["type"] = "array", ["minItems"] = minimalCount, ["items"] = schema };

    private static JsonObject Bounds(string type, Interval within) => new()
    {
        ["type"] = type,
        [within.IncludesLow ? "minimum" : "exclusiveMinimum"] = within.Low,
        [within.IncludesHigh ? "maximum" : "exclusiveMaximum"] = within.High,
    };

    private static double Within(Interval within) => within.IncludesLow ? within.Low : within.IncludesHigh ? within.High : (within.Low + within.High) / 2;

    private void Add(string name, JsonObject schema)
    {
        members[name] = schema;
        if (!isOptional) required.Add((JsonNode)name);
        isOptional = false;
    }
}
