using Npgsql;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Postgres;

/// <summary>
/// The schema <c>cluster</c> of a database: members, reminders and grain states of an Orleans cluster, and the queries by which its AdoNet providers reach them. It may stand beside the journal or in a database of its own.
/// </summary>
public static class ClusterSchema
{
    /// <summary>"RCLC", any number that nobody else locks.</summary>
    private const long MigrationLock = 0x52434C43;
    private const string Scripts = "cluster";

    /// <summary>Brings the database up to date; one process at a time, and once each script.</summary>
    /// <param name="connection">A Npgsql connection string.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The connection string for Orleans' providers: they look for their queries without naming a schema.</returns>
    /// <exception cref="JournalUnavailableException">It cannot be reached, or a newer program has been here.</exception>
    public static async Task<string> Migrate(string connection, CancellationToken cancellation)
    {
        try
        {
            await using var source = NpgsqlDataSource.Create(connection);
            await using var open = await source.OpenConnectionAsync(cancellation);
            await using var transaction = await open.BeginTransactionAsync(cancellation);
            await Execute(open, $"SELECT pg_advisory_xact_lock({MigrationLock})", cancellation);
            await Execute(open, "CREATE SCHEMA IF NOT EXISTS cluster; CREATE TABLE IF NOT EXISTS cluster.migrations (version int PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())", cancellation);
            await using var ask = new NpgsqlCommand("SELECT coalesce(max(version), 0) FROM cluster.migrations", open);
            var version = (int)(await ask.ExecuteScalarAsync(cancellation))!;
            var scripts = SchemaScripts.Of(Scripts);
            if (version > scripts[^1].Number) throw new JournalUnavailableException($"the database has cluster schema {version}, and this program knows up to {scripts[^1].Number}");
            foreach (var (number, text) in scripts.Where(script => script.Number > version))
                await Execute(open, $"{text}; INSERT INTO cluster.migrations (version) VALUES ({number})", cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (NpgsqlException problem)
        {
            throw new JournalUnavailableException($"the cluster's schema cannot be made: {problem.Message}", problem);
        }

        return new NpgsqlConnectionStringBuilder(connection) { SearchPath = "cluster", Timezone = "UTC" }.ConnectionString;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
