using System.Net.Sockets;
using Npgsql;
using RiskCluster.Journal.Postgres;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Access;

/// <summary>The store in the journal's PostgreSQL database, which several processes share.</summary>
internal sealed class PostgresAccessStore : IAccessStore
{
    /// <summary>The columns of a key.</summary>
    internal const string Columns = "key_id, secret_hash, kind, holder, scopes, added_at_ms, revoked_at_ms";

    // Of equal rows the first is inserted and the others are not; rows are inserted in order, so that two processes never wait for each other in a circle.
    private const string Insert =
        """
        INSERT INTO riskcluster.access_nonces (key_id, nonce, expires_at_ms)
        SELECT DISTINCT ON (key_id, nonce) key_id, nonce, expires_at_ms FROM unnest($1::text[], $2::text[], $3::bigint[]) AS n (key_id, nonce, expires_at_ms) ORDER BY key_id, nonce
        ON CONFLICT DO NOTHING RETURNING key_id, nonce
        """;

    private readonly NpgsqlDataSource source;

    private PostgresAccessStore(NpgsqlDataSource source) => this.source = source;

    public static async ValueTask<PostgresAccessStore> Open(string connectionString, JournalOptions options, CancellationToken cancellation)
    {
        var source = PostgresConnections.Pool(connectionString, options);
        try
        {
            await Try(async () =>
            {
                await PostgresSchema.Migrate(source, cancellation);
                return 0;
            });
            return new(source);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    public async ValueTask<AccessKey?> Find(string keyId, CancellationToken cancellation) => (await Rows($"SELECT {Columns} FROM riskcluster.access_keys WHERE key_id = $1", cancellation, keyId)).FirstOrDefault();

    public async ValueTask<IReadOnlyList<AccessKey>> Keys(CancellationToken cancellation) => await Rows($"SELECT {Columns} FROM riskcluster.access_keys ORDER BY key_id COLLATE \"C\"", cancellation);

    public async ValueTask<bool> Add(AccessKey key, CancellationToken cancellation) =>
        await Run(
            $"INSERT INTO riskcluster.access_keys ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
            cancellation, key.KeyId, key.SecretHash, key.Kind, key.Holder, key.Scopes, key.AddedAtMs, key.RevokedAtMs) == 1;

    public async ValueTask<bool> Revoke(string keyId, long atMs, CancellationToken cancellation) =>
        await Run("UPDATE riskcluster.access_keys SET revoked_at_ms = coalesce(revoked_at_ms, $2) WHERE key_id = $1", cancellation, keyId, atMs) == 1;

    public async ValueTask<bool[]> Remember(IReadOnlyList<UsedNonce> nonces, CancellationToken cancellation) => await Try(async () =>
    {
        await using var command = Command(Insert, nonces.Select(item => item.KeyId).ToArray(), nonces.Select(item => item.Nonce).ToArray(), nonces.Select(item => item.ExpiresAtMs).ToArray());
        var inserted = new HashSet<(string, string)>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) inserted.Add((row.GetString(0), row.GetString(1)));
        return nonces.Select(item => inserted.Remove((item.KeyId, item.Nonce))).ToArray();
    });

    public async ValueTask<int> Purge(long beforeMs, CancellationToken cancellation) => await Run("DELETE FROM riskcluster.access_nonces WHERE expires_at_ms < $1", cancellation, beforeMs);

    public ValueTask DisposeAsync() => source.DisposeAsync();

    /// <summary>The key of a row of <see cref="Columns"/>.</summary>
    internal static AccessKey Key(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt64(5), row.IsDBNull(6) ? null : row.GetInt64(6));

    private Task<int> Run(string sql, CancellationToken cancellation, params object?[] values) => Try(async () =>
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(cancellation);
    });

    private Task<List<AccessKey>> Rows(string sql, CancellationToken cancellation, params object?[] values) => Try(async () =>
    {
        await using var command = Command(sql, values);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var keys = new List<AccessKey>();
        while (await row.ReadAsync(cancellation))
            keys.Add(Key(row));
        return keys;
    });

    private NpgsqlCommand Command(string sql, params object?[] values)
    {
        var command = source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(value is null ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint } : new NpgsqlParameter { Value = value });
        return command;
    }

    private static async Task<T> Try<T>(Func<Task<T>> body)
    {
        try
        {
            return await body();
        }
        catch (Exception problem) when (problem is NpgsqlException or SocketException or IOException or TimeoutException)
        {
            throw new JournalUnavailableException($"PostgreSQL: {problem.Message}", problem);
        }
    }
}
