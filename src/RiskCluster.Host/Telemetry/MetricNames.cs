using System.Text;
using System.Text.RegularExpressions;

namespace RiskCluster.Host.Telemetry;

/// <summary>Names and units of OpenTelemetry as Prometheus has them: points become underscores, the unit goes last, counters end with <c>_total</c>.</summary>
internal static partial class MetricNames
{
    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["us"] = "microseconds",
        ["ns"] = "nanoseconds",
        ["min"] = "minutes",
        ["h"] = "hours",
        ["d"] = "days",
        ["By"] = "bytes",
        ["KiBy"] = "kibibytes",
        ["MiBy"] = "mebibytes",
        ["GiBy"] = "gibibytes",
        ["kBy"] = "kilobytes",
        ["MBy"] = "megabytes",
        ["GBy"] = "gigabytes",
        ["%"] = "percent",
        ["Hz"] = "hertz",
        ["Cel"] = "celsius",
        ["m"] = "meters",
        ["V"] = "volts",
        ["A"] = "amperes",
        ["J"] = "joules",
        ["W"] = "watts",
        ["g"] = "grams",
    };

    /// <summary>The name of a metric.</summary>
    /// <param name="name">As the instrument says it.</param>
    /// <param name="unit">In UCUM; what stands in braces is a remark and no unit.</param>
    /// <param name="isCounter">It only rises.</param>
    public static string Of(string name, string unit, bool isCounter)
    {
        var text = Clean(name);
        if (UnitOf(unit) is { Length: > 0 } suffix && !text.EndsWith(suffix, StringComparison.Ordinal)) text = $"{text}_{suffix}";
        return isCounter && !text.EndsWith("_total", StringComparison.Ordinal) ? $"{text}_total" : text;
    }

    /// <summary>The name of a label.</summary>
    public static string Label(string name) => Clean(name);

    private static string UnitOf(string unit)
    {
        var bare = Remark().Replace(unit, "");
        // Exporters differ on whether a share is called a ratio, so whoever makes one says so in its name.
        if (bare == "1") return "";
        var parts = bare.Split('/', 2);
        var what = Word(parts[0]);
        return parts.Length == 2 && parts[1].Length > 0 ? $"{what}_per_{Word(parts[1]).TrimEnd('s')}".TrimStart('_') : what;
    }

    private static string Word(string unit) => Units.TryGetValue(unit, out var word) ? word : Clean(unit);

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            var isAllowed = char.IsAsciiLetter(character) || character == ':' || (char.IsAsciiDigit(character) && clean.Length > 0);
            if (isAllowed) clean.Append(character);
            else if (clean.Length == 0 || clean[^1] != '_') clean.Append('_');
        }

        return clean.ToString();
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Remark();
}
