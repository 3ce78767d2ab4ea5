using System.Globalization;
using RiskCluster.Cli.Input;
using RiskCluster.Risk.Instruments;

namespace RiskCluster.Cli.Data;

/// <summary>The cells of one row, read by column name and rule; a broken rule is told with file, row and column.</summary>
internal sealed class ChainCsvCells(string path, int row, ChainCsvHeader header, string[] cells)
{
    /// <summary>The text of a column.</summary>
    public string Text(string column)
    {
        if (cells.Length != header.Count) throw new InputException(path, $"row {row}", $"{cells.Length} cells under {header.Count} columns");
        return cells[header[column]];
    }

    /// <summary>A finite number above zero.</summary>
    public double Positive(string column)
    {
        var value = Number(column);
        return value > 0 ? value : throw Bad(column, $"{Text(column)} is not above 0");
    }

    /// <summary>A finite number above zero; null when the cell is empty.</summary>
    public double? PositiveOrEmpty(string column) => Text(column).Length == 0 ? null : Positive(column);

    /// <summary>A finite number that is not negative.</summary>
    public double NotNegative(string column)
    {
        var value = Number(column);
        return value >= 0 ? value : throw Bad(column, $"{Text(column)} is negative");
    }

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

    /// <summary>The complaint about a column of this row.</summary>
    public InputException Bad(string column, string rule) => new(path, $"row {row}: {column}", rule);

    private double Number(string column)
    {
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var text = Text(column);
        if (text.Length == 0) throw Bad(column, "is empty");
        if (!double.TryParse(text, styles, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value)) throw Bad(column, $"'{text}' is no finite number");
        return value;
    }
}
