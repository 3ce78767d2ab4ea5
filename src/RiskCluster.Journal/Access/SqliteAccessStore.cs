using Microsoft.Data.Sqlite;
using RiskCluster.Journal.Sqlite;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Access;

/// <summary>The store in a SQLite file. SQLite's calls block, so they run on the pool, one after the other.</summary>
internal sealed class SqliteAccessStore : IAccessStore
{
    /// <summary>"RCLA".</summary>
    private const long ApplicationId = 0x52434C41;

    private const int BusyTimeoutMs = 5000;
    private const string Columns = "key_id, secret_hash, kind, holder, scopes, added_at_ms, revoked_at_ms";
    private readonly string path;
    private readonly SqliteConnection connection;
    private readonly SemaphoreSlim turn = new(1);

    public SqliteAccessStore(string path)
    {
        this.path = path;
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = BusyTimeoutMs / 1000 }.ToString());
        try
        {
            connection.Open();
            // FULL: a nonce is on the disk before the request that it names is acted on.
            SqliteSchema.Execute(connection, $"PRAGMA busy_timeout = {BusyTimeoutMs}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
            Migrate();
        }
        catch (Exception problem)
        {
            connection.Dispose();
            if (problem is SqliteException known) throw SqliteFailures.Unavailable(path, known);
            throw;
        }
    }

    public ValueTask<AccessKey?> Find(string keyId, CancellationToken cancellation) => InTurn(() => Rows($"SELECT {Columns} FROM keys WHERE key_id = $1", keyId).FirstOrDefault(), cancellation);

    public ValueTask<IReadOnlyList<AccessKey>> Keys(CancellationToken cancellation) => InTurn<IReadOnlyList<AccessKey>>(() => Rows($"SELECT {Columns} FROM keys ORDER BY key_id"), cancellation);

    public ValueTask<bool> Add(AccessKey key, CancellationToken cancellation) => InTurn(
        () => Run($"INSERT OR IGNORE INTO keys ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7)", key.KeyId, key.SecretHash, key.Kind, key.Holder, key.Scopes, key.AddedAtMs, key.RevokedAtMs) == 1,
        cancellation);

    public ValueTask<bool> Revoke(string keyId, long atMs, CancellationToken cancellation) =>
        InTurn(() => Run("UPDATE keys SET revoked_at_ms = coalesce(revoked_at_ms, $2) WHERE key_id = $1", keyId, atMs) == 1, cancellation);

    public ValueTask<bool[]> Remember(IReadOnlyList<UsedNonce> nonces, CancellationToken cancellation) => InTurn(
        () =>
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            bool[] isNew = [.. nonces.Select(item => Run("INSERT OR IGNORE INTO nonces (key_id, nonce, expires_at_ms) VALUES ($1, $2, $3)", item.KeyId, item.Nonce, item.ExpiresAtMs) == 1)];
            transaction.Commit();
            return isNew;
        },
        cancellation);

    public ValueTask<int> Purge(long beforeMs, CancellationToken cancellation) => InTurn(() => Run("DELETE FROM nonces WHERE expires_at_ms < $1", beforeMs), cancellation);

    public async ValueTask DisposeAsync()
    {
        await turn.WaitAsync();
        await connection.DisposeAsync();
        turn.Dispose();
    }

    private void Migrate()
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var (id, version) = (SqliteSchema.Number(connection, "PRAGMA application_id"), SqliteSchema.Number(connection, "PRAGMA user_version"));
        var isEmpty = SqliteSchema.Number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        if (id != ApplicationId && !(id == 0 && isEmpty)) throw new JournalUnavailableException($"{path}: is a SQLite file, but holds no keys");
        var scripts = SchemaScripts.Of("access");
        if (version > scripts[^1].Number) throw new JournalUnavailableException($"{path}: has schema {version}, and this program knows up to {scripts[^1].Number}");
        foreach (var (number, text) in scripts.Where(script => script.Number > version)) SqliteSchema.Execute(connection, $"{text}\nPRAGMA application_id = {ApplicationId}; PRAGMA user_version = {number};");
        transaction.Commit();
    }

    private async ValueTask<T> InTurn<T>(Func<T> body, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            return await Task.Run(body, CancellationToken.None);
        }
        catch (SqliteException problem)
        {
            throw SqliteFailures.Unavailable(path, problem);
        }
        finally
        {
            turn.Release();
        }
    }

    private int Run(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    private List<AccessKey> Rows(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Command(sql, values);
        using var row = command.ExecuteReader();
        var keys = new List<AccessKey>();
        while (row.Read())
            keys.Add(new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt64(5), row.IsDBNull(6) ? null : row.GetInt64(6)));
        return keys;
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue($"${i + 1}", values[i] ?? DBNull.Value);
        return command;
    }
}
