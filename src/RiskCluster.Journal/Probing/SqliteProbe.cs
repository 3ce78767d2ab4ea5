using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using RiskCluster.Journal.Sqlite;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Probing;

/// <summary>Looks at a SQLite file and at the disk below it.</summary>
internal static class SqliteProbe
{
    private const int PageBytes = 4096;

    /// <summary>Looks. A file that is not there yet is no fault: a server makes it.</summary>
    public static JournalCondition Look(string path)
    {
        var newest = SchemaScripts.Of("sqlite")[^1].Number;
        // A folder that is not there yet is made on the disk of the nearest that is.
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent) folder = parent;
        var commits = Commits(folder);
        if (!File.Exists(path)) return new(Version(), 0, newest, [], commits, null);
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            using var mode = connection.CreateCommand();
            mode.CommandText = "PRAGMA journal_mode";
            return new(Version(), (int)SqliteSchema.Check(connection, path), newest, [new("journal_mode", (string)mode.ExecuteScalar()!, "wal")], commits, null);
        }
        catch (SqliteException problem)
        {
            throw SqliteFailures.Unavailable(path, problem);
        }
    }

    private static string Version()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return string.Create(CultureInfo.InvariantCulture, $"SQLite {connection.ServerVersion}");
    }

    // What a commit does to the disk: a page at the end of the log, and a flush.
    private static double[] Commits(string folder)
    {
        var file = Path.Combine(folder, $".commit-probe-{Environment.ProcessId}");
        var (times, page) = (new double[JournalProbe.Commits], new byte[PageBytes]);
        try
        {
            using var stream = new FileStream(file, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0, Options = FileOptions.DeleteOnClose });
            for (var i = 0; i < times.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                stream.Write(page);
                stream.Flush(flushToDisk: true);
                times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new JournalUnavailableException($"{folder}: cannot be written: {problem.Message}", problem);
        }

        Array.Sort(times);
        return times;
    }
}
