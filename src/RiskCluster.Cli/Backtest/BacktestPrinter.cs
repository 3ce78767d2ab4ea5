using System.Globalization;
using RiskCluster.Host.Backtest;
using Spectre.Console;

namespace RiskCluster.Cli.Backtest;

/// <summary>Prints what a backtest found, for people and for programs.</summary>
internal static class BacktestPrinter
{
    private static readonly string[] Headings =
        ["book", "held against", "mean USD", "days", "exceeded", "share", "95 % interval", "expected", "worst day", "loss", "figure"];

    /// <summary>A table, then the assumptions.</summary>
    public static void Print(TextWriter output, BacktestReport report)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (Console.IsOutputRedirected) console.Profile.Width = 160;
        var table = new Table().Border(TableBorder.Simple);
        foreach (var name in Headings) table.AddColumn(new TableColumn(name) { NoWrap = true });
        for (var i = 2; i < table.Columns.Count; i++) table.Columns[i].RightAligned();
        string? book = null;
        foreach (var row in report.Rows)
        {
            table.AddRow([.. Cells(row, row.Book == book).Select(Markup.Escape)]);
            book = row.Book;
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Coverage of {report.ModelName} ({report.ModelHash[..12]}), days {report.FirstDay:yyyy-MM-dd} to {report.LastDay:yyyy-MM-dd}"));
        console.Write(table);
        foreach (var assumption in report.Assumptions) output.WriteLine($"- {assumption}");
    }

    /// <summary>The same figures, unrounded.</summary>
    public static void PrintJson(TextWriter output, BacktestReport report) => output.WriteLine(BacktestJson.Text(report));

    private static IEnumerable<string> Cells(BacktestRow row, bool isSameBook)
    {
        var invariant = CultureInfo.InvariantCulture;
        yield return isSameBook ? "" : row.Book;
        yield return row.Measure.Name;
        yield return row.MeanUsd.ToString("N0", invariant);
        yield return row.Coverage.Days.ToString(invariant);
        yield return row.Coverage.Exceedances.ToString(invariant);
        yield return Percent(row.Coverage.Share);
        yield return $"{Percent(row.Coverage.Low)} to {Percent(row.Coverage.High)}";
        yield return Percent(row.Measure.ExpectedShare);
        yield return row.WorstDay.ToString("yyyy-MM-dd", invariant);
        yield return row.WorstLossUsd.ToString("N0", invariant);
        yield return row.WorstFigureUsd.ToString("N0", invariant);
    }

    private static string Percent(double share) => (100 * share).ToString("0.00", CultureInfo.InvariantCulture) + " %";
}
