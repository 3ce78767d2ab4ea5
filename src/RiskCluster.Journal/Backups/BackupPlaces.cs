using Microsoft.Data.Sqlite;
using Npgsql;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Backups;

/// <summary>Databases to back up and to restore into, by address.</summary>
internal static class BackupPlaces
{
    /// <summary>A journal to read.</summary>
    public static async Task<IBackupSource> Source(string address, CancellationToken cancellation)
    {
        if (JournalFactory.SqlitePath(address) is { } path) return SqliteBackupSource.Open(path);
        if (JournalFactory.PostgresConnection(address) is { } connection) return await PostgresBackupSource.Open(connection, cancellation);
        throw NoPlace(address);
    }

    /// <summary>An empty journal to fill.</summary>
    public static async Task<IBackupTarget> Target(string address, CancellationToken cancellation)
    {
        if (JournalFactory.SqlitePath(address) is { } path) return SqliteBackupTarget.Open(path, address);
        if (JournalFactory.PostgresConnection(address) is { } connection) return await PostgresBackupTarget.Open(connection, cancellation);
        throw NoPlace(address);
    }

    /// <summary>The port's exception for a database that is not empty.</summary>
    public static JournalUnavailableException NotEmpty(string place) => new($"{place}: is not empty; a backup is restored into an empty database only");

    /// <summary>The port's exception for what a database has thrown.</summary>
    public static Exception Told(Exception problem) => problem switch
    {
        SqliteException => new JournalUnavailableException($"SQLite: {problem.Message}", problem),
        NpgsqlException => new JournalUnavailableException($"PostgreSQL: {problem.Message}", problem),
        _ => problem,
    };

    private static ArgumentException NoPlace(string address) => new($"journal: '{address}' is no address of a kept journal; expected sqlite:PATH or postgres:CONNECTION");
}
