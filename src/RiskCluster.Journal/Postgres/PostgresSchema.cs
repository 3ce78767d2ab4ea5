using Npgsql;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Postgres;

/// <summary>The schema <c>riskcluster</c> of a database; the table <c>riskcluster.migrations</c> says which scripts have run. An advisory lock lets one process migrate at a time.</summary>
internal static class PostgresSchema
{
    /// <summary>"RCLJ", any number that nobody else locks.</summary>
    private const long MigrationLock = 0x52434C4A;

    /// <summary>Brings the database up to date.</summary>
    public static async Task Migrate(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Execute(connection, $"SELECT pg_advisory_xact_lock({MigrationLock})", cancellation);
        await Execute(
            connection,
            "CREATE SCHEMA IF NOT EXISTS riskcluster; CREATE TABLE IF NOT EXISTS riskcluster.migrations (version int PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())",
            cancellation);
        var version = await Version(connection, cancellation);
        var scripts = SchemaScripts.Of("postgres");
        Check(version);
        foreach (var (number, text) in scripts.Where(script => script.Number > version))
        {
            await Execute(connection, text, cancellation);
            await Execute(connection, $"INSERT INTO riskcluster.migrations (version) VALUES ({number})", cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Refuses a database without a journal, or with a newer program's.</summary>
    public static async Task Require(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand("SELECT to_regclass('riskcluster.heads') IS NOT NULL", connection);
        if (!(bool)(await command.ExecuteScalarAsync(cancellation))!) throw new JournalUnavailableException($"database {connection.Database} has no journal");
        Check(await Version(connection, cancellation));
    }

    /// <summary>Refuses also a database that an older program wrote.</summary>
    public static async Task RequireNewest(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await Require(source, cancellation);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var (version, newest) = (await Version(connection, cancellation), SchemaScripts.Of("postgres")[^1].Number);
        if (version < newest) throw new JournalUnavailableException($"database {connection.Database} has schema {version} and not {newest}: riskcluster journal migrate");
    }

    private static void Check(int version)
    {
        var newest = SchemaScripts.Of("postgres")[^1].Number;
        if (version > newest) throw new JournalUnavailableException($"the database has schema {version}, and this program knows up to {newest}");
    }

    private static async Task<int> Version(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT coalesce(max(version), 0) FROM riskcluster.migrations", connection);
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
