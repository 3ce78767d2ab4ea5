using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Output;
using RiskCluster.Risk.Calibration;

namespace RiskCluster.Cli.Data;

/// <summary>The project's own format of a daily history: gzip'd JSON, one column an underlying, consecutive days from the first.</summary>
/// <remarks>
/// <code>{"schema":"riskcluster.history/1","first_day":"2020-01-01","closes":{"BTC":[7174.33,...]},"vol_index":{"BTC":[null,...,0.5676]}}</code>
/// Closes in USD per coin; vol index as a fraction, null on days without one.
/// </remarks>
public static class HistoryFile
{
    private const string Schema = "riskcluster.history/1";

    /// <summary>Reads a history.</summary>
    /// <exception cref="InputException">Absent, not of this format, or a figure outside its range.</exception>
    public static DailyHistory Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(InputFile.ReadText(path));
            return Parse(path, document.RootElement);
        }
        catch (JsonException problem)
        {
            throw new InputException(path, "", $"is not JSON: {problem.Message}");
        }
    }

    /// <summary>Writes a history; the same history gives the same bytes. The file appears whole or not at all.</summary>
    public static void Write(string path, DailyHistory history)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        using (var writer = new Utf8JsonWriter(gzip))
            Write(writer, history);
        OutputFile.Write((path, packed.ToArray()));
    }

    private static void Write(Utf8JsonWriter writer, DailyHistory history)
    {
        writer.WriteStartObject();
        writer.WriteString("schema", Schema);
        writer.WriteString("first_day", history.FirstDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        writer.WriteStartObject("closes");
        foreach (var underlying in history.Underlyings) WriteColumn(writer, underlying, history.Closes(underlying));
        writer.WriteEndObject();
        writer.WriteStartObject("vol_index");
        foreach (var underlying in history.VolIndexUnderlyings) WriteColumn(writer, underlying, history.VolIndex(underlying)!.Value);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteColumn(Utf8JsonWriter writer, string name, ImmutableArray<double> column)
    {
        writer.WriteStartArray(name);
        foreach (var value in column)
        {
            if (double.IsNaN(value)) writer.WriteNullValue();
            else writer.WriteNumberValue(value);
        }

        writer.WriteEndArray();
    }

    private static DailyHistory Parse(string path, JsonElement root)
    {
        var schema = Member(path, root, "schema", JsonValueKind.String).GetString();
        if (schema != Schema) throw new InputException(path, "schema", $"is '{schema}', not {Schema}");
        var firstDay = Member(path, root, "first_day", JsonValueKind.String).GetString();
        if (!DateOnly.TryParseExact(firstDay, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            throw new InputException(path, "first_day", "must be a calendar day such as 2020-01-01");
        var closes = Columns(path, root, "closes", mayHaveGaps: false);
        var volIndices = Columns(path, root, "vol_index", mayHaveGaps: true);
        try
        {
            return new DailyHistory(day, closes, volIndices);
        }
        catch (ArgumentException problem)
        {
            throw new InputException(path, "closes", problem.Message);
        }
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<double>> Columns(string path, JsonElement root, string name, bool mayHaveGaps)
    {
        var columns = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<double>>(StringComparer.Ordinal);
        foreach (var member in Member(path, root, name, JsonValueKind.Object).EnumerateObject())
        {
            var place = $"{name}.{member.Name}";
            if (member.Value.ValueKind != JsonValueKind.Array) throw new InputException(path, place, "must be an array");
            if (columns.ContainsKey(member.Name)) throw new InputException(path, place, "appears twice");
            columns.Add(member.Name, [.. member.Value.EnumerateArray().Select((item, index) => Figure(path, $"{place}[{index}]", item, mayHaveGaps))]);
        }

        return columns.ToImmutable();
    }

    private static double Figure(string path, string place, JsonElement item, bool mayBeAbsent)
    {
        if (mayBeAbsent && item.ValueKind == JsonValueKind.Null) return double.NaN;
        if (item.ValueKind != JsonValueKind.Number) throw new InputException(path, place, "must be a number");
        var value = item.GetDouble();
        return value > 0 && double.IsFinite(value) ? value : throw new InputException(path, place, "must be above 0");
    }

    private static JsonElement Member(string path, JsonElement root, string name, JsonValueKind kind)
    {
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value) && value.ValueKind == kind) return value;
        throw new InputException(path, name, $"is missing or not {(kind == JsonValueKind.String ? "a text" : "an object")}");
    }
}
