using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using RiskCluster.Cli.Input;
using RiskCluster.Risk.Calibration;

namespace RiskCluster.Cli.Data;

/// <summary><c>riskcluster data import-history</c>: daily closes and a volatility index from CSV into the project's own format.</summary>
public static class HistoryImport
{
    /// <summary>The command.</summary>
    public static Command CreateCommand()
    {
        var closes = new Argument<string>("closes") { Description = "CSV (plain or .gz) with the columns date, base, close" };
        var volIndex = new Option<string?>("--dvol") { Description = "CSV (plain or .gz) of a volatility index with the columns date, value; in percent" };
        var volUnderlying = new Option<string?>("--dvol-underlying") { Description = "whose volatility it is; the first underlying when not given" };
        var underlyings = new Option<string>("--underlyings") { Description = "coins, separated by commas", Required = true };
        var output = new Option<string>("--out") { Description = "file to write (.json.gz)", Required = true };
        var command = new Command("import-history", "Imports daily closes into the project's own compact format.")
        {
            closes, volIndex, volUnderlying, underlyings, output,
        };
        command.SetAction(parsed =>
        {
            var coins = parsed.GetValue(underlyings)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (coins.Length == 0) throw new InputException("--underlyings", "", "names no coin");
            var history = Import(parsed.GetValue(closes)!, coins, parsed.GetValue(volIndex), parsed.GetValue(volUnderlying) ?? coins[0]);
            var path = parsed.GetValue(output)!;
            HistoryFile.Write(path, history);
            parsed.InvocationConfiguration.Output.WriteLine(Summary(path, history));
        });
        return command;
    }

    /// <summary>Reads the CSV files.</summary>
    /// <param name="closesPath">Daily closes of any number of coins.</param>
    /// <param name="underlyings">Which of them to take; all must cover the same consecutive days.</param>
    /// <param name="volIndexPath">The volatility index; may be absent, and may have gaps.</param>
    /// <param name="volIndexUnderlying">Whose volatility it is.</param>
    /// <exception cref="InputException">Names the file, the row and column, and the rule.</exception>
    public static DailyHistory Import(string closesPath, IReadOnlyCollection<string> underlyings, string? volIndexPath, string volIndexUnderlying)
    {
        var columns = underlyings.Distinct().ToDictionary(underlying => underlying, _ => new SortedDictionary<DateOnly, (int Row, double Value)>());
        foreach (var row in CsvFile.Read(closesPath, "date", "base", "close"))
            if (columns.TryGetValue(row.Text("base"), out var column))
                Add(column, row, row.Positive("close"));

        foreach (var (underlying, column) in columns) CheckDays(closesPath, underlying, column);
        var first = columns.Values.First();
        foreach (var (underlying, column) in columns)
            if (column.Keys.First() != first.Keys.First() || column.Count != first.Count)
                throw new InputException(closesPath, "date", $"{underlying} covers other days than {columns.Keys.First()}");

        var volIndices = ImmutableSortedDictionary.Create<string, ImmutableArray<double>>(StringComparer.Ordinal);
        if (volIndexPath is not null)
        {
            if (!columns.ContainsKey(volIndexUnderlying))
                throw new InputException("--dvol-underlying", "", $"'{volIndexUnderlying}' is none of the underlyings");
            volIndices = volIndices.Add(volIndexUnderlying, VolIndex(volIndexPath, [.. first.Keys]));
        }

        return new DailyHistory(
            first.Keys.First(),
            columns.ToImmutableSortedDictionary(pair => pair.Key, pair => Figures(pair.Value), StringComparer.Ordinal),
            volIndices);
    }

    private static ImmutableArray<double> VolIndex(string path, DateOnly[] days)
    {
        var column = new SortedDictionary<DateOnly, (int Row, double Value)>();
        foreach (var row in CsvFile.Read(path, "date", "value"))
        {
            var percent = row.Positive("value");
            if (percent is < 1 or > 1000) throw row.Bad("value", "must be a volatility in percent, within [1, 1000]");
            // Division by a power of ten in decimal keeps 56.76 % at 0.5676.
            Add(column, row, (double)((decimal)percent / 100));
        }

        return [.. days.Select(day => column.TryGetValue(day, out var item) ? item.Value : double.NaN)];
    }

    private static ImmutableArray<double> Figures(SortedDictionary<DateOnly, (int Row, double Value)> column) => [.. column.Values.Select(item => item.Value)];

    private static void Add(SortedDictionary<DateOnly, (int Row, double Value)> column, CsvRow row, double value)
    {
        var day = row.Day("date");
        if (!column.TryAdd(day, (row.Number, value))) throw row.Bad("date", $"{Text(day)} appears twice");
    }

    private static void CheckDays(string path, string underlying, SortedDictionary<DateOnly, (int Row, double Value)> column)
    {
        if (column.Count == 0) throw new InputException(path, "base", $"no row is of {underlying}");
        var expected = column.Keys.First();
        foreach (var (day, (row, _)) in column)
        {
            if (day != expected) throw new InputException(path, $"row {row}: date", $"the day {Text(expected)} of {underlying} is missing before it");
            expected = expected.AddDays(1);
        }
    }

    private static string Summary(string path, DailyHistory history)
    {
        var lastDay = history.Day(history.DayCount - 1);
        var text = $"{path}: {string.Join(", ", history.Underlyings)}, {history.DayCount} daily closes {Text(history.FirstDay)} to {Text(lastDay)}";
        foreach (var underlying in history.VolIndexUnderlyings)
            text += $"; {underlying} vol index on {history.VolIndex(underlying)!.Value.Count(vol => !double.IsNaN(vol))} days";
        return text;
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
