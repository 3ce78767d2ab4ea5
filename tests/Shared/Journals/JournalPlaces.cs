using Npgsql;
using RiskCluster.Journal.Postgres;

namespace RiskCluster.Tests.Journals;

/// <summary>Makes empty journals for tests. The PostgreSQL server is started when the first test asks for one, and stopped after the last.</summary>
public sealed class JournalPlaces : IDisposable
{
    private readonly Lazy<PostgresTrialServer> server = new(PostgresTrialServer.Start);
    private int databases;

    public PostgresTrialServer Server => server.Value;

    public JournalPlace New(JournalKind kind) => kind switch
    {
        JournalKind.Memory => new JournalPlace(kind, "memory:", null),
        JournalKind.Sqlite => NewFile(),
        _ => NewDatabase(),
    };

    public void Dispose()
    {
        if (server.IsValueCreated) server.Value.Dispose();
    }

    private static JournalPlace NewFile()
    {
        var folder = Directory.CreateTempSubdirectory("riskcluster-journal-").FullName;
        return new JournalPlace(JournalKind.Sqlite, $"sqlite:{Path.Combine(folder, "journal.db")}", folder);
    }

    private JournalPlace NewDatabase()
    {
        var name = $"trial{Interlocked.Increment(ref databases)}";
        using var connection = new NpgsqlConnection(Server.ConnectionString("postgres"));
        connection.Open();
        using var command = new NpgsqlCommand($"CREATE DATABASE {name} STRATEGY file_copy", connection);
        command.ExecuteNonQuery();
        return new JournalPlace(JournalKind.Postgres, $"postgres:{Server.ConnectionString(name)}", null);
    }
}
