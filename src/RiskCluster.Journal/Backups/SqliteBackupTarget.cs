using Microsoft.Data.Sqlite;
using RiskCluster.Journal.Access;
using RiskCluster.Journal.Sqlite;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Backups;

/// <summary>An empty SQLite journal that is filled in one transaction; keys go into the file beside it.</summary>
internal sealed class SqliteBackupTarget : IBackupTarget
{
    private readonly string address;
    private readonly SqliteConnection connection;

    private SqliteBackupTarget(string address, SqliteConnection connection) => (this.address, this.connection) = (address, connection);

    /// <summary>Opens a file, made when absent, and shuts other writers out.</summary>
    public static SqliteBackupTarget Open(string path, string address)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder)) throw new JournalUnavailableException($"{path}: there is no folder {folder}");
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            SqliteSchema.Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
            SqliteSchema.Migrate(connection, path);
            SqliteSchema.Execute(connection, "BEGIN IMMEDIATE");
            if (SqliteSchema.Number(connection, "SELECT EXISTS (SELECT 1 FROM heads) OR EXISTS (SELECT 1 FROM events)") != 0) throw BackupPlaces.NotEmpty(path);
            return new(address, connection);
        }
        catch (Exception problem)
        {
            connection.Dispose();
            if (problem is SqliteException known) throw SqliteFailures.Unavailable(path, known);
            throw;
        }
    }

    public Task WriteHeads(IEnumerable<BackupHead> heads, CancellationToken cancellation)
    {
        using var insert = Prepare($"INSERT INTO heads ({SqliteRows.HeadColumns}, is_awake, effect_seq) VALUES ($1, $2, $3, $4, $5, $6, $7)", 7);
        foreach (var item in heads)
        {
            cancellation.ThrowIfCancellationRequested();
            Run(insert, item.Head.Stream, item.Head.Epoch, item.Head.Seq, item.Head.Hash, item.Head.DeliveredSeq, item.IsAwake, item.EffectSeq);
        }

        return Task.CompletedTask;
    }

    public async Task WriteEvents(IAsyncEnumerable<(string Stream, JournalRecord Item)> events, CancellationToken cancellation)
    {
        using var insert = Prepare($"INSERT INTO events (stream, {SqliteRows.EventColumns}) VALUES ($1, $2, $3, $4, $5, $6, CAST($7 AS TEXT), CAST($8 AS TEXT), $9)", 9);
        await foreach (var (stream, item) in events.WithCancellation(cancellation))
            Run(insert, stream, item.Seq, item.Epoch, item.Message.ToString(), item.CommandHash, item.AtMs, item.Body, (object?)item.Effects ?? DBNull.Value, item.Hash);
    }

    public async Task WriteKeys(IReadOnlyList<AccessKey> keys, CancellationToken cancellation)
    {
        await using var store = await AccessStores.Open(address, cancellation);
        foreach (var key in keys) await store.Add(key, cancellation);
    }

    public Task Commit(CancellationToken cancellation)
    {
        try
        {
            SqliteSchema.Execute(connection, "COMMIT");
        }
        catch (SqliteException problem)
        {
            throw BackupPlaces.Told(problem);
        }

        return Task.CompletedTask;
    }

    // A transaction that was not committed is rolled back with its connection.
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        try
        {
            command.ExecuteNonQuery();
        }
        catch (SqliteException problem)
        {
            throw BackupPlaces.Told(problem);
        }
    }
}
