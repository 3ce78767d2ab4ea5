using Microsoft.Data.Sqlite;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Sqlite;

/// <summary>What SQLite's error codes mean for a journal.</summary>
internal static class SqliteFailures
{
    private const int Perm = 3;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>
    /// True when the file can no longer be trusted with writes: after a failed write or fsync nobody knows what the disk holds, and trying again would only look like success.
    /// A full disk (13) and a busy file (5) are not among them: their transaction was rolled back whole.
    /// </summary>
    public static bool EndsWriting(SqliteException problem) => problem.SqliteErrorCode is Perm or ReadOnly or IoError or Corrupt or CannotOpen or NotADatabase;

    /// <summary>The exception of the port.</summary>
    public static JournalUnavailableException Unavailable(string path, SqliteException problem) => new($"{path}: {problem.Message}", problem);
}
