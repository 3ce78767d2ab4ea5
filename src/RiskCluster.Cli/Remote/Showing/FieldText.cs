using System.Globalization;
using System.Text.Json;

namespace RiskCluster.Cli.Remote.Showing;

/// <summary>A field of a document as people read it: amounts with separators, times as times.</summary>
internal static class FieldText
{
    private const long Year2000Ms = 946_684_800_000;
    private const long Year2200Ms = 7_258_118_400_000;

    /// <summary>The text of a value.</summary>
    /// <param name="name">The field's name, which tells times from counts.</param>
    /// <param name="value">Its value.</param>
    public static string Of(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Amount(value.GetString()!) is { } amount ? Shown(amount) : value.GetString()!,
        JsonValueKind.Number when IsTime(name) && value.TryGetInt64(out var ms) && ms is > Year2000Ms and < Year2200Ms => Time(ms),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Null => "",
        JsonValueKind.Array => value.GetArrayLength() > 0 && value[0].ValueKind is JsonValueKind.Object or JsonValueKind.Array
            ? FormattableString.Invariant($"{value.GetArrayLength()} items")
            : string.Join(", ", value.EnumerateArray().Select(item => Of(name, item))),
        _ => value.GetRawText(),
    };

    /// <summary>True for what is aligned on the right.</summary>
    public static bool IsNumber(JsonElement value) => value.ValueKind == JsonValueKind.Number || (value.ValueKind == JsonValueKind.String && Amount(value.GetString()!) is not null);

    /// <summary>A time of a server.</summary>
    public static string Time(long unixMs) => FormattableString.Invariant($"{DateTimeOffset.FromUnixTimeMilliseconds(unixMs):yyyy-MM-dd HH:mm:ss.fff}");

    private static bool IsTime(string name) => name.EndsWith("_at", StringComparison.Ordinal) || name.EndsWith("time", StringComparison.Ordinal) || name.EndsWith("timestamp", StringComparison.Ordinal)
        || name.EndsWith("heartbeat", StringComparison.Ordinal) || name.EndsWith("expiry", StringComparison.Ordinal) || name is "at" or "as_of";

    private static decimal? Amount(string text) =>
        text.Length is > 0 and < 40 && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    private static string Shown(decimal amount) => amount.ToString("#,##0.########", CultureInfo.InvariantCulture);
}
