using System.Text.Json;
using RiskCluster.Cli.Output;
using RiskCluster.Contracts;
using Spectre.Console;

namespace RiskCluster.Cli.Remote.Showing;

/// <summary>Answers of the server for people: every body is a document of fields, so one way of showing serves all of them.</summary>
internal static class Documents
{
    private static readonly JsonSerializerOptions Indented = new(ApiJson.Options) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Shows a document.</summary>
    /// <param name="output">Where.</param>
    /// <param name="isJson">True for machines: the document as the API answers it.</param>
    /// <param name="title">Above the table.</param>
    /// <param name="document">A body, or a list of them.</param>
    /// <param name="columns">Of a list: the fields that are shown, such as <c>margin.equity</c>; all when none is named.</param>
    public static void Show<T>(TextWriter output, bool isJson, string title, T document, ReadOnlySpan<string> columns)
    {
        if (isJson)
        {
            output.WriteLine(JsonSerializer.Serialize(document, Indented));
            return;
        }

        var console = Terminal.On(output);
        var json = JsonSerializer.SerializeToElement(document, ApiJson.Options);
        if (json.ValueKind == JsonValueKind.Array) console.Write(List(title, json, columns.ToArray()));
        else Write(console, title, json);
    }

    /// <summary>A document on one line: its scalars.</summary>
    public static string Line(JsonElement json, IReadOnlyList<string> fields) =>
        string.Join("  ", fields.Select(field => (field, value: At(json, field))).Where(item => item.value is not null).Select(item => $"{item.field} {FieldText.Of(item.field, item.value!.Value)}"));

    private static void Write(IAnsiConsole console, string title, JsonElement json)
    {
        var table = Terminal.Table(title, "field", "#value");
        var lists = new List<(string Name, JsonElement Items)>();
        foreach (var (name, value) in Fields(json, ""))
        {
            if (IsTable(value)) lists.Add((name, value));
            else Terminal.Row(table, name, FieldText.Of(name, value));
        }

        console.Write(table);
        foreach (var (name, items) in lists) console.Write(List(name, items, []));
    }

    private static Table List(string title, JsonElement items, string[] columns)
    {
        var rows = items.EnumerateArray().ToList();
        var names = columns.Length > 0 ? columns : [.. rows.SelectMany(row => Fields(row, "")).Select(field => field.Name).Distinct()];
        if (names.Length == 0) names = ["none"];
        var isNumber = names.Select(name => rows.Count > 0 && rows.All(row => At(row, name) is not { } value || FieldText.IsNumber(value))).ToList();
        var table = Terminal.Table(title, [.. names.Select((name, i) => isNumber[i] ? $"#{name}" : name)]);
        foreach (var row in rows) Terminal.Row(table, [.. names.Select(name => At(row, name) is { } value ? FieldText.Of(name, value) : "")]);
        return table;
    }

    private static bool IsTable(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 && value[0].ValueKind == JsonValueKind.Object;

    private static IEnumerable<(string Name, JsonElement Value)> Fields(JsonElement json, string prefix)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            yield return (prefix.Length == 0 ? "value" : prefix, json);
            yield break;
        }

        foreach (var property in json.EnumerateObject())
        {
            var name = prefix.Length == 0 ? property.Name : $"{prefix}.{property.Name}";
            if (property.Value.ValueKind != JsonValueKind.Object) yield return (name, property.Value);
            else
                foreach (var inner in Fields(property.Value, name)) yield return inner;
        }
    }

    private static JsonElement? At(JsonElement json, string path)
    {
        if (path == "value" && json.ValueKind != JsonValueKind.Object) return json;
        // A name may hold points itself, such as the path of a parameter.
        if (json.ValueKind != JsonValueKind.Object) return null;
        if (json.TryGetProperty(path, out var direct)) return direct;
        for (var point = path.IndexOf('.', StringComparison.Ordinal); point > 0; point = path.IndexOf('.', point + 1))
            if (json.TryGetProperty(path[..point], out var inner) && At(inner, path[(point + 1)..]) is { } found) return found;
        return null;
    }
}
