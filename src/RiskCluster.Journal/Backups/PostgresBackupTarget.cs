using Npgsql;
using NpgsqlTypes;
using RiskCluster.Journal.Access;
using RiskCluster.Journal.Postgres;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Backups;

/// <summary>An empty PostgreSQL journal that is filled in one transaction.</summary>
internal sealed class PostgresBackupTarget : IBackupTarget
{
    private const string Empty = "SELECT NOT EXISTS (SELECT 1 FROM riskcluster.heads) AND NOT EXISTS (SELECT 1 FROM riskcluster.event_texts)";
    private const string CopyHeads = $"COPY riskcluster.heads ({PostgresReads.HeadColumns}, is_awake, effect_seq) FROM STDIN (FORMAT BINARY)";
    private const string CopyEvents = "COPY riskcluster.event_texts (stream, seq, epoch, message, command_hash, at_ms, body, effects, hash) FROM STDIN (FORMAT BINARY)";
    private const string CopyKeys = $"COPY riskcluster.access_keys ({PostgresAccessStore.Columns}) FROM STDIN (FORMAT BINARY)";
    // Indexes of millions of events take their time; the driver knows no copy without an end.
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);
    private readonly NpgsqlDataSource pool;
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private PostgresBackupTarget(NpgsqlDataSource pool, NpgsqlConnection connection, NpgsqlTransaction transaction) => (this.pool, this.connection, this.transaction) = (pool, connection, transaction);

    /// <summary>Opens a database, makes its schema, and shuts other writers out.</summary>
    public static async Task<PostgresBackupTarget> Open(string connectionString, CancellationToken cancellation)
    {
        var pool = PostgresConnections.Pool(connectionString, new(""));
        try
        {
            await PostgresSchema.Migrate(pool, cancellation);
            var connection = await pool.OpenConnectionAsync(cancellation);
            var transaction = await connection.BeginTransactionAsync(cancellation);
            await using (var exclude = new NpgsqlCommand("LOCK TABLE riskcluster.heads, riskcluster.event_texts, riskcluster.access_keys IN SHARE ROW EXCLUSIVE MODE", connection))
                await exclude.ExecuteNonQueryAsync(cancellation);
            await using var ask = new NpgsqlCommand(Empty, connection);
            return (bool)(await ask.ExecuteScalarAsync(cancellation))! ? new(pool, connection, transaction) : throw BackupPlaces.NotEmpty($"database {connection.Database}");
        }
        catch (Exception problem)
        {
            await pool.DisposeAsync();
            throw BackupPlaces.Told(problem);
        }
    }

    public Task WriteHeads(IEnumerable<BackupHead> heads, CancellationToken cancellation) => Copy(CopyHeads, async copy =>
    {
        foreach (var item in heads)
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(item.Head.Stream, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(item.Head.Epoch, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(item.Head.Seq, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(item.Head.Hash, NpgsqlDbType.Bytea, cancellation);
            await copy.WriteAsync(item.Head.DeliveredSeq, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(item.IsAwake, NpgsqlDbType.Boolean, cancellation);
            await copy.WriteAsync(item.EffectSeq, NpgsqlDbType.Bigint, cancellation);
        }
    }, cancellation);

    public Task WriteEvents(IAsyncEnumerable<(string Stream, JournalRecord Item)> events, CancellationToken cancellation) => Copy(CopyEvents, async copy =>
    {
        await foreach (var (stream, item) in events.WithCancellation(cancellation))
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(stream, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(item.Seq, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(item.Epoch, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(item.Message.ToString(), NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(item.CommandHash, NpgsqlDbType.Bytea, cancellation);
            await copy.WriteAsync(item.AtMs, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(item.Body, NpgsqlDbType.Json, cancellation);
            if (item.Effects is null) await copy.WriteNullAsync(cancellation);
            else await copy.WriteAsync(item.Effects, NpgsqlDbType.Json, cancellation);
            await copy.WriteAsync(item.Hash, NpgsqlDbType.Bytea, cancellation);
        }
    }, cancellation);

    public Task WriteKeys(IReadOnlyList<AccessKey> keys, CancellationToken cancellation) => Copy(CopyKeys, async copy =>
    {
        foreach (var key in keys)
        {
            await copy.StartRowAsync(cancellation);
            foreach (var text in new[] { key.KeyId, key.SecretHash, key.Kind, key.Holder, key.Scopes }) await copy.WriteAsync(text, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(key.AddedAtMs, NpgsqlDbType.Bigint, cancellation);
            if (key.RevokedAtMs is { } revokedAtMs) await copy.WriteAsync(revokedAtMs, NpgsqlDbType.Bigint, cancellation);
            else await copy.WriteNullAsync(cancellation);
        }
    }, cancellation);

    public async Task Commit(CancellationToken cancellation)
    {
        try
        {
            await transaction.CommitAsync(cancellation);
        }
        catch (NpgsqlException problem)
        {
            throw BackupPlaces.Told(problem);
        }
    }

    // A transaction that was not committed is rolled back with its connection.
    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
        await pool.DisposeAsync();
    }

    private async Task Copy(string sql, Func<NpgsqlBinaryImporter, Task> write, CancellationToken cancellation)
    {
        try
        {
            await using var copy = await connection.BeginBinaryImportAsync(sql, cancellation);
            copy.Timeout = Patience;
            await write(copy);
            await copy.CompleteAsync(cancellation);
        }
        catch (NpgsqlException problem)
        {
            throw BackupPlaces.Told(problem);
        }
    }
}
