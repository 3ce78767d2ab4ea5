using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using RiskCluster.Risk.Calibration;

namespace RiskCluster.Runtime.Node;

/// <summary>The project's own format of a daily history: JSON, one column an underlying, consecutive days from the first.</summary>
/// <remarks>
/// <code>{"schema":"riskcluster.history/1","first_day":"2020-01-01","closes":{"BTC":[7174.33,...]},"vol_index":{"BTC":[null,...,0.5676]}}</code>
/// Closes in USD per coin; vol index as a fraction, null on days without one.
/// </remarks>
public static class HistoryDocument
{
    /// <summary>What the document says it is.</summary>
    public const string Schema = "riskcluster.history/1";

    /// <summary>Reads a history.</summary>
    /// <exception cref="FormatException">Not of this format, or a figure outside its range: names the place and the rule.</exception>
    public static DailyHistory Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Parse(document.RootElement);
        }
        catch (JsonException problem)
        {
            throw new FormatException($"is not JSON: {problem.Message}", problem);
        }
    }

    private static DailyHistory Parse(JsonElement root)
    {
        var schema = Member(root, "schema", JsonValueKind.String).GetString();
        if (schema != Schema) throw Fault("schema", $"is '{schema}', not {Schema}");
        var firstDay = Member(root, "first_day", JsonValueKind.String).GetString();
        if (!DateOnly.TryParseExact(firstDay, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            throw Fault("first_day", "must be a calendar day such as 2020-01-01");
        var closes = Columns(root, "closes", mayHaveGaps: false);
        var volIndices = Columns(root, "vol_index", mayHaveGaps: true);
        try
        {
            return new DailyHistory(day, closes, volIndices);
        }
        catch (ArgumentException problem)
        {
            throw Fault("closes", problem.Message);
        }
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<double>> Columns(JsonElement root, string name, bool mayHaveGaps)
    {
        var columns = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<double>>(StringComparer.Ordinal);
        foreach (var member in Member(root, name, JsonValueKind.Object).EnumerateObject())
        {
            var place = $"{name}.{member.Name}";
            if (member.Value.ValueKind != JsonValueKind.Array) throw Fault(place, "must be an array");
            if (columns.ContainsKey(member.Name)) throw Fault(place, "appears twice");
            columns.Add(member.Name, [.. member.Value.EnumerateArray().Select((item, index) => Figure($"{place}[{index}]", item, mayHaveGaps))]);
        }

        return columns.ToImmutable();
    }

    private static double Figure(string place, JsonElement item, bool mayBeAbsent)
    {
        if (mayBeAbsent && item.ValueKind == JsonValueKind.Null) return double.NaN;
        if (item.ValueKind != JsonValueKind.Number) throw Fault(place, "must be a number");
        var value = item.GetDouble();
        return value > 0 && double.IsFinite(value) ? value : throw Fault(place, "must be above 0");
    }

    private static JsonElement Member(JsonElement root, string name, JsonValueKind kind)
    {
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value) && value.ValueKind == kind) return value;
        throw Fault(name, $"is missing or not {(kind == JsonValueKind.String ? "a text" : "an object")}");
    }

    private static FormatException Fault(string place, string rule) => new($"{place}: {rule}");
}
