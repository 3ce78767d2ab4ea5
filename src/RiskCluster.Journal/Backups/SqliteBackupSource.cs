using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using RiskCluster.Journal.Access;
using RiskCluster.Journal.Sqlite;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Backups;

/// <summary>A SQLite journal in one read transaction. The write-ahead log keeps what is written meanwhile, and is folded in once the backup is done.</summary>
internal sealed class SqliteBackupSource : IBackupSource
{
    private readonly string path;
    private readonly SqliteConnection connection;

    private SqliteBackupSource(string path, SqliteConnection connection) => (this.path, this.connection) = (path, connection);

    /// <summary>Opens a file and holds its present state.</summary>
    public static SqliteBackupSource Open(string path)
    {
        if (!File.Exists(path)) throw new JournalUnavailableException($"{path}: there is no such file");
        var connection = ReadOnly(path);
        try
        {
            connection.Open();
            SqliteSchema.Execute(connection, "BEGIN");
            SqliteSchema.RequireNewest(connection, path);
            return new(path, connection);
        }
        catch (Exception problem)
        {
            connection.Dispose();
            if (problem is SqliteException known) throw SqliteFailures.Unavailable(path, known);
            throw;
        }
    }

    public async IAsyncEnumerable<BackupHead> Heads([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {SqliteRows.HeadColumns}, is_awake, effect_seq FROM heads ORDER BY stream";
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) yield return new(SqliteRows.Head(row), row.GetInt64(5) == 1, row.GetInt64(6));
    }

    public async IAsyncEnumerable<(string Stream, JournalRecord Item)> Events([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {SqliteRows.EventColumns}, stream FROM events ORDER BY stream, seq";
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) yield return (row.GetString(8), SqliteRows.Event(row));
    }

    public async Task<IReadOnlyList<AccessKey>> Keys(CancellationToken cancellation)
    {
        var file = AccessStores.SqlitePath(path);
        if (!File.Exists(file)) return [];
        await using var store = new SqliteAccessStore(file);
        return await store.Keys(cancellation);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static SqliteConnection ReadOnly(string path) => new(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
}
