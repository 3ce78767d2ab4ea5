using System.IO.Compression;
using RiskCluster.Cli.Input;

namespace RiskCluster.Cli.Data;

/// <summary>Reads plain or gzip'd CSV without quotes, strictly: named columns, whole rows, nothing guessed.</summary>
internal static class HistoryCsv
{
    /// <summary>The rows of a file, with the named columns in the named order.</summary>
    /// <exception cref="InputException">Absent, empty, a column missing, or a row of another width.</exception>
    public static List<HistoryCsvRow> Read(string path, params string[] columns)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
            using var reader = new StreamReader(stream);
            return Read(path, reader, columns);
        }
        catch (InvalidDataException problem)
        {
            throw new InputException(path, "", $"is not gzip: {problem.Message}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, "", $"cannot be read: {problem.Message}");
        }
    }

    private static List<HistoryCsvRow> Read(string path, StreamReader reader, string[] columns)
    {
        var header = reader.ReadLine()?.Split(',') ?? throw new InputException(path, "", "is empty");
        var indices = columns.Select(column => Array.IndexOf(header, column)).ToArray();
        for (var i = 0; i < columns.Length; i++)
            if (indices[i] < 0)
                throw new InputException(path, "row 1", $"the column '{columns[i]}' is missing");

        var rows = new List<HistoryCsvRow>();
        for (var number = 2; reader.ReadLine() is { } line; number++)
        {
            var fields = line.Split(',');
            if (fields.Length != header.Length)
                throw new InputException(path, $"row {number}", $"has {fields.Length} fields where the header has {header.Length}");
            rows.Add(new(number, [.. indices.Select(index => fields[index])]));
        }

        if (rows.Count == 0) throw new InputException(path, "", "has a header but no rows");
        return rows;
    }
}
