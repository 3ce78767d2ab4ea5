using System.Globalization;
using System.Text.Json;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Host.Figures;

/// <summary>How figures are written as JSON: money as decimal strings, requirements rounded up and equity down to 1e-6 USD; doubles so that they read back alike.</summary>
internal static class JsonFigures
{
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

    /// <summary>An object, or null when there is none.</summary>
    public static void WriteObjectOrNull<T>(this Utf8JsonWriter json, string name, T? item, Action<T> write)
        where T : class
    {
        if (item is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        write(item);
        json.WriteEndObject();
    }

    /// <summary>An object of nothing but numbers.</summary>
    public static void WriteNumbersOf(this Utf8JsonWriter json, string name, params ReadOnlySpan<(string Name, double Value)> members)
    {
        json.WriteStartObject(name);
        foreach (var (member, value) in members) json.WriteNumber(member, value);
        json.WriteEndObject();
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
