using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Cli.Output;

/// <summary>How answers are written as JSON: one indented document; money as decimal strings, requirements rounded up and equity down to 1e-6 USD; doubles so that they read back alike.</summary>
internal static class JsonAnswer
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one document.</summary>
    public static void WriteDocument(TextWriter output, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }

    public static void WriteRequirement(this Utf8JsonWriter json, string name, double usd) => json.WriteString(name, Text(UsdRounding.Requirement(usd)));

    public static void WriteEquity(this Utf8JsonWriter json, string name, double usd) => json.WriteString(name, Text(UsdRounding.Equity(usd)));

    /// <summary>A list of objects, one for each item.</summary>
    public static void WriteObjects<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A column of doubles.</summary>
    public static void WriteNumbers(this Utf8JsonWriter json, string name, ReadOnlySpan<double> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    private static string Text(decimal usd) => usd.ToString("0.######", CultureInfo.InvariantCulture);
}
