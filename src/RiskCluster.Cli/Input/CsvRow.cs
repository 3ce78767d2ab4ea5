using System.Globalization;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Cli.Input;

/// <summary>The cells of one row, read by column name and rule; a broken rule is told with file, row and column. The header is row 1.</summary>
internal sealed class CsvRow(string path, int number, IReadOnlyDictionary<string, int> places, string[] cells)
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>As an editor counts lines.</summary>
    public int Number { get; } = number;

    /// <summary>The text of a column.</summary>
    public string Text(string column) => cells[places[column]];

    /// <summary>A finite number above zero.</summary>
    public double Positive(string column)
    {
        var value = Finite(column);
        return value > 0 ? value : throw Bad(column, $"{Text(column)} is not above 0");
    }

    /// <summary>A finite number above zero; null when the cell is empty.</summary>
    public double? PositiveOrEmpty(string column) => Text(column).Length == 0 ? null : Positive(column);

    /// <summary>A finite number that is not negative.</summary>
    public double NotNegative(string column)
    {
        var value = Finite(column);
        return value >= 0 ? value : throw Bad(column, $"{Text(column)} is negative");
    }

    /// <summary>A number within bounds.</summary>
    public double Within(string column, Interval bounds) =>
        double.TryParse(Text(column), Plain, CultureInfo.InvariantCulture, out var value) && bounds.Contains(value)
            ? value
            : throw Bad(column, $"'{Text(column)}' is no number within {bounds}");

    /// <summary>A time with its offset from UTC, to the millisecond.</summary>
    public UnixTime Time(string column)
    {
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var text = Text(column);
        var hasOffset = text.EndsWith('Z') || text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':';
        if (!hasOffset || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, styles, out var time))
            throw Bad(column, $"'{text}' is no ISO 8601 time with offset");
        return new(time.ToUnixTimeMilliseconds());
    }

    /// <summary>A time in milliseconds since 1970 UTC.</summary>
    public UnixTime Milliseconds(string column) =>
        long.TryParse(Text(column), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? new(value)
            : throw Bad(column, $"'{Text(column)}' is no time in milliseconds");

    /// <summary>A calendar day.</summary>
    public DateOnly Day(string column) =>
        DateOnly.TryParseExact(Text(column), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Bad(column, $"'{Text(column)}' is not a calendar day such as 2020-01-01");

    /// <summary>The complaint about a column of this row.</summary>
    public InputException Bad(string column, string rule) => new(path, $"row {Number}: {column}", rule);

    private double Finite(string column)
    {
        var text = Text(column);
        if (text.Length == 0) throw Bad(column, "is empty");
        return double.TryParse(text, Plain, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : throw Bad(column, $"'{text}' is no finite number");
    }
}
