namespace RiskCluster.Cli.Input;

/// <summary>Reads CSV without quotes, plain or gzip, strictly: columns by name in any order, whole rows, nothing guessed; columns that nobody needs are ignored.</summary>
internal static class CsvFile
{
    /// <summary>The rows of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="needed">Columns that must be there.</param>
    /// <exception cref="InputException">Not readable, a column missing or there twice, a row of another width, or no row.</exception>
    public static IReadOnlyList<CsvRow> Read(string path, params string[] needed) => Parse(path, InputFile.ReadText(path), needed);

    /// <summary>The rows of a text; <paramref name="path"/> is only named in errors.</summary>
    /// <exception cref="InputException">A column missing or there twice, a row of another width, or no row.</exception>
    public static IReadOnlyList<CsvRow> Parse(string path, string text, params string[] needed)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Split('\n');
        var places = Places(path, lines[0].TrimEnd('\r').Split(','), needed);
        var rows = new List<CsvRow>(lines.Length);
        for (var i = 1; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd('\r');
            if (line.Length == 0 && i == lines.Length - 1) break;
            var cells = line.Split(',');
            if (cells.Length != places.Count) throw new InputException(path, $"row {i + 1}", $"{cells.Length} cells under {places.Count} columns");
            rows.Add(new(path, i + 1, places, cells));
        }

        return rows.Count > 0 ? rows : throw new InputException(path, "", "there is a header but no row");
    }

    private static Dictionary<string, int> Places(string path, string[] columns, string[] needed)
    {
        var places = new Dictionary<string, int>();
        for (var i = 0; i < columns.Length; i++)
            if (!places.TryAdd(columns[i], i))
                throw new InputException(path, "row 1", $"column {columns[i]} is there twice");
        foreach (var name in needed)
            if (!places.ContainsKey(name))
                throw new InputException(path, "row 1", $"column {name} is missing");
        return places;
    }
}
