using Npgsql;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Postgres;

/// <summary>Connections that keep what they commit: a server that would acknowledge before its disk has is refused, on every new connection.</summary>
internal static class PostgresConnections
{
    private const string Durability =
        "SELECT current_setting('synchronous_commit'), current_setting('fsync'), current_setting('full_page_writes'), current_setting('transaction_isolation'), pg_is_in_recovery()";

    /// <summary>A pool of them.</summary>
    /// <exception cref="ArgumentException">The connection string is none.</exception>
    public static NpgsqlDataSource Pool(string connectionString, JournalOptions options)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException problem)
        {
            throw new ArgumentException($"journal: postgres: the connection string cannot be read: {problem.Message}", problem);
        }

        // At the start of the session, so that neither the role's nor the database's defaults count, nor a reset between two uses.
        settings.Options = $"{settings.Options} -c synchronous_commit=on -c default_transaction_isolation=read\\ committed".TrimStart();
        settings.ApplicationName ??= "riskcluster journal";
        settings.MaxAutoPrepare = 16;
        settings.AutoPrepareMinUsages = 2;
        settings.CommandTimeout = Math.Max(1, (int)options.CommitTimeout.TotalSeconds);
        var builder = new NpgsqlDataSourceBuilder(settings.ToString());
        builder.UsePhysicalConnectionInitializer(
            connection => Check(connection, options.ReadOnly).AsTask().GetAwaiter().GetResult(),
            async connection => await Check(connection, options.ReadOnly));
        return builder.Build();
    }

    private static async ValueTask Check(NpgsqlConnection connection, bool readOnly)
    {
        await using var command = new NpgsqlCommand(Durability, connection);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        if (row.GetString(3) != "read committed") throw new JournalUnavailableException($"the server's transaction_isolation is {row.GetString(3)}; it must be read committed");
        if (readOnly) return;
        if (row.GetString(0) is "off") throw new JournalUnavailableException("the server's synchronous_commit is off; it must be on");
        if (row.GetString(1) != "on") throw new JournalUnavailableException($"the server's fsync is {row.GetString(1)}; it must be on");
        if (row.GetString(2) != "on") throw new JournalUnavailableException($"the server's full_page_writes is {row.GetString(2)}; it must be on");
        if (row.GetBoolean(4)) throw new JournalUnavailableException("the server is a standby; the journal is written on the primary");
    }
}
