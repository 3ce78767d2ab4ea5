using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using RiskCluster.Cli.Input;
using RiskCluster.Cli.Output;
using RiskCluster.Risk.Calibration;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Cli.Data;

/// <summary>A daily history (<see cref="HistoryDocument"/>) as a file, gzip'd.</summary>
public static class HistoryFile
{
    /// <summary>Reads a history.</summary>
    /// <exception cref="InputException">Absent, not of this format, or a figure outside its range.</exception>
    public static DailyHistory Read(string path)
    {
        try
        {
            return HistoryDocument.Parse(InputFile.ReadText(path));
        }
        catch (FormatException problem)
        {
            throw new InputException(path, "", problem.Message);
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
        writer.WriteString("schema", HistoryDocument.Schema);
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
}
