using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RiskCluster.Risk.Margin;

/// <summary>One object of a model document while it is read: every value is checked where it is taken, and what nobody took is refused.</summary>
/// <remarks>
/// A component of the model is a record with a <c>Read(RiskModelNode)</c>; adding one is that record and a line where its kind is registered. The same
/// declaration makes the published JSON Schema: <see cref="Describe"/> runs it over no document at all and writes down what it asks for.
/// </remarks>
internal sealed class RiskModelNode
{
    private readonly JsonElement element;
    private readonly string path;
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly RiskModelShape? shape;

    private RiskModelNode(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new RiskModelException(path, "must be an object");
        this.element = element;
        this.path = path;
    }

    private RiskModelNode(RiskModelShape shape)
    {
        this.shape = shape;
        path = "$";
    }

    /// <summary>The JSON path of this object.</summary>
    public string Path => path;

    /// <summary>The JSON Schema of the objects that <paramref name="read"/> accepts.</summary>
    public static JsonObject Describe<T>(Func<RiskModelNode, T> read)
    {
        var shape = new RiskModelShape();
        read(new(shape));
        return shape.ToSchema();
    }

    /// <summary>Reads one object completely.</summary>
    public static T Read<T>(JsonElement element, string path, Func<RiskModelNode, T> read)
    {
        var node = new RiskModelNode(element, path);
        var value = read(node);
        foreach (var member in element.EnumerateObject())
            if (!node.taken.Contains(member.Name))
                throw new RiskModelException($"{path}.{member.Name}", "is not a member of this object");
        return value;
    }

    /// <summary>A rule between several values of this object, told at one of them.</summary>
    public void Require(bool holds, string name, string rule)
    {
        if (!holds && shape is null) throw new RiskModelException($"{path}.{name}", rule);
    }

    public T Object<T>(string name, Func<RiskModelNode, T> read) =>
        shape is null ? Read(Take(name), $"{path}.{name}", read) : shape.Object(name, read);

    /// <summary>An object that may be left out.</summary>
    public T? ObjectOrNone<T>(string name, Func<RiskModelNode, T> read)
        where T : class =>
        IsLeftOut(name) ? null : Object(name, read);

    public double Number(string name, Interval within) =>
        shape is null ? Number(Take(name), $"{path}.{name}", within) : shape.Number(name, within);

    /// <summary>A number that may be left out and then is <paramref name="otherwise"/>.</summary>
    public double NumberOr(string name, Interval within, double otherwise) => IsLeftOut(name) ? otherwise : Number(name, within);

    public bool Flag(string name) => shape is not null ? shape.Flag(name) : Take(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new RiskModelException($"{path}.{name}", "must be true or false"),
    };

    public int Whole(string name, int low, int high)
    {
        if (shape is not null) return shape.Whole(name, low, high);
        var value = Number(name, Interval.Closed(low, high));
        Require(Math.Floor(value) == value, name, "must be a whole number");
        return (int)value;
    }

    public ImmutableArray<double> Numbers(string name, Interval within, int minimalCount) =>
        shape is not null ? shape.Numbers(name, within, minimalCount) : Items(name, minimalCount, (item, itemPath) => Number(item, itemPath, within));

    /// <summary>Numbers of which each is above the one before it.</summary>
    public ImmutableArray<double> Rising(string name, Interval within, int minimalCount)
    {
        var numbers = Numbers(name, within, minimalCount);
        for (var i = 1; i < numbers.Length; i++) Require(numbers[i] > numbers[i - 1], $"{name}[{i}]", "must be above the number before it");
        return numbers;
    }

    public ImmutableArray<T> Objects<T>(string name, int minimalCount, Func<RiskModelNode, T> read) =>
        shape is not null ? shape.Objects(name, minimalCount, read) : Items(name, minimalCount, (item, itemPath) => Read(item, itemPath, read));

    /// <summary>An object whose member names are free, by name.</summary>
    public ImmutableSortedDictionary<string, T> Map<T>(string name, Func<RiskModelNode, T> read)
    {
        if (shape is not null) return shape.Map(name, read);
        var map = Take(name);
        if (map.ValueKind != JsonValueKind.Object) throw new RiskModelException($"{path}.{name}", "must be an object");
        return map.EnumerateObject().ToImmutableSortedDictionary(
            member => member.Name, member => Read(member.Value, $"{path}.{name}.{member.Name}", read), StringComparer.Ordinal);
    }

    public string Text(string name)
    {
        if (shape is not null) return shape.Text(name);
        var value = Take(name);
        if (value.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(value.GetString()))
            throw new RiskModelException($"{path}.{name}", "must be a text that is not empty");
        return value.GetString()!;
    }

    /// <summary>A version such as 1.0.0.</summary>
    public string Version(string name)
    {
        if (shape is not null) return shape.Text(name, SemanticVersion.Pattern);
        var version = Text(name);
        Require(SemanticVersion.IsValid(version), name, "must be a semantic version such as 1.0.0");
        return version;
    }

    /// <summary>A text that may be left out.</summary>
    public string? TextOrNone(string name) => IsLeftOut(name) ? null : Text(name);

    public DateOnly Day(string name)
    {
        if (shape is not null) return shape.Day(name);
        if (DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", DateTimeFormatInfo.InvariantInfo, DateTimeStyles.None, out var day)) return day;
        throw new RiskModelException($"{path}.{name}", "must be a calendar day such as 2020-03-12");
    }

    /// <summary>One of several words.</summary>
    public T Choice<T>(string name, params (string Word, T Value)[] choices)
    {
        if (shape is not null) return shape.Choice(name, choices);
        var word = Text(name);
        foreach (var choice in choices)
            if (choice.Word == word)
                return choice.Value;
        throw new RiskModelException($"{path}.{name}", $"must be one of {string.Join(", ", choices.Select(choice => choice.Word))}");
    }

    /// <summary>One of several words, that may be left out.</summary>
    public T ChoiceOr<T>(string name, T otherwise, params (string Word, T Value)[] choices) => IsLeftOut(name) ? otherwise : Choice(name, choices);

    private static double Number(JsonElement value, string path, Interval within)
    {
        if (value.ValueKind != JsonValueKind.Number) throw new RiskModelException(path, "must be a number");
        var number = value.GetDouble();
        return within.Contains(number) ? number : throw new RiskModelException(path, $"must be within {within}");
    }

    private ImmutableArray<T> Items<T>(string name, int minimalCount, Func<JsonElement, string, T> read)
    {
        var array = Take(name);
        if (array.ValueKind != JsonValueKind.Array) throw new RiskModelException($"{path}.{name}", "must be an array");
        if (array.GetArrayLength() < minimalCount) throw new RiskModelException($"{path}.{name}", $"must have at least {minimalCount} entries");
        return [.. array.EnumerateArray().Select((item, index) => read(item, $"{path}.{name}[{index}]"))];
    }

    private bool IsLeftOut(string name)
    {
        if (shape is null) return !element.TryGetProperty(name, out _);
        shape.NextIsOptional();
        return false;
    }

    private JsonElement Take(string name)
    {
        taken.Add(name);
        return element.TryGetProperty(name, out var value) ? value : throw new RiskModelException($"{path}.{name}", "is missing");
    }
}
