using System.Data;
using System.Runtime.CompilerServices;
using Npgsql;
using RiskCluster.Journal.Access;
using RiskCluster.Journal.Postgres;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Backups;

/// <summary>A PostgreSQL journal, or a standby of it, in one repeatable-read transaction: rows stream by and none is locked.</summary>
internal sealed class PostgresBackupSource : IBackupSource
{
    private readonly NpgsqlDataSource pool;
    private readonly NpgsqlConnection connection;

    private PostgresBackupSource(NpgsqlDataSource pool, NpgsqlConnection connection) => (this.pool, this.connection) = (pool, connection);

    /// <summary>Opens a database and holds its present state.</summary>
    public static async Task<PostgresBackupSource> Open(string connectionString, CancellationToken cancellation)
    {
        var pool = PostgresConnections.Pool(connectionString, new("") { ReadOnly = true });
        try
        {
            await PostgresSchema.RequireNewest(pool, cancellation);
            var connection = await pool.OpenConnectionAsync(cancellation);
            _ = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
            return new(pool, connection);
        }
        catch (Exception problem)
        {
            await pool.DisposeAsync();
            throw BackupPlaces.Told(problem);
        }
    }

    public IAsyncEnumerable<BackupHead> Heads(CancellationToken cancellation) => Rows(
        $"SELECT {PostgresReads.HeadColumns}, is_awake, effect_seq FROM riskcluster.heads ORDER BY stream",
        row => new BackupHead(PostgresReads.Head(row), row.GetBoolean(5), row.GetInt64(6)),
        cancellation);

    public IAsyncEnumerable<(string Stream, JournalRecord Item)> Events(CancellationToken cancellation) =>
        Rows($"SELECT {PostgresReads.EventColumns} FROM riskcluster.event_texts e ORDER BY stream, seq", PostgresReads.Event, cancellation);

    public async Task<IReadOnlyList<AccessKey>> Keys(CancellationToken cancellation) =>
        await Rows($"SELECT {PostgresAccessStore.Columns} FROM riskcluster.access_keys ORDER BY key_id COLLATE \"C\"", PostgresAccessStore.Key, cancellation).ToListAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await pool.DisposeAsync();
    }

    private async IAsyncEnumerable<T> Rows<T>(string sql, Func<NpgsqlDataReader, T> read, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // A walk over all events takes as long as it takes.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var row = await Told(() => command.ExecuteReaderAsync(cancellation));
        while (await Told(() => row.ReadAsync(cancellation))) yield return read(row);
    }

    private static async Task<T> Told<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (NpgsqlException problem)
        {
            throw BackupPlaces.Told(problem);
        }
    }
}
