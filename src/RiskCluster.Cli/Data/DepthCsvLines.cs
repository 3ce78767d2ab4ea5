using System.Globalization;
using RiskCluster.Cli.Input;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Cli.Data;

/// <summary>The rows of a depth CSV under exactly the header that its kind has, cell by cell checked.</summary>
internal sealed class DepthCsvLines
{
    private readonly string path;
    private readonly string[] columns;
    private readonly List<string[]> rows = [];

    /// <exception cref="InputException">Another header, no rows, or a row of another width.</exception>
    public DepthCsvLines(string path, string text, string[] columns)
    {
        (this.path, this.columns) = (path, columns);
        var lines = text.Split('\n');
        var header = string.Join(',', columns);
        if (lines[0].TrimEnd('\r') != header) throw new InputException(path, "row 1", $"the columns must be {header}");
        for (var i = 1; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd('\r');
            if (line.Length == 0 && i == lines.Length - 1) break;
            var cells = line.Split(',');
            if (cells.Length != columns.Length) throw new InputException(path, $"row {i + 1}", $"has {cells.Length} cells under {columns.Length} columns");
            rows.Add(cells);
        }

        if (rows.Count == 0) throw new InputException(path, "", "there is a header but no row");
    }

    /// <summary>Rows below the header.</summary>
    public int Count => rows.Count;

    public string Text(int row, int column) => rows[row][column];

    /// <summary>A number within bounds.</summary>
    public double Number(int row, int column, Interval bounds)
    {
        const NumberStyles styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var text = Text(row, column);
        return double.TryParse(text, styles, CultureInfo.InvariantCulture, out var value) && bounds.Contains(value)
            ? value
            : throw Bad(row, column, $"'{text}' is no number within {bounds}");
    }

    /// <summary>Milliseconds since 1970 UTC.</summary>
    public long Milliseconds(int row, int column)
    {
        var text = Text(row, column);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw Bad(row, column, $"'{text}' is no time in milliseconds");
    }

    /// <summary>The complaint about a cell; the header is row 1.</summary>
    public InputException Bad(int row, int column, string rule) => new(path, $"row {row + 2}: {columns[column]}", rule);
}
