using Microsoft.Data.Sqlite;
using Npgsql;
using RiskCluster.Journal;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Tests.Journals;

/// <summary>A place for one journal, which several writers may open, as several processes would.</summary>
public sealed class JournalPlace(JournalKind kind, string address, string? folder) : IAsyncDisposable
{
    private readonly MemoryJournal memory = new();
    private readonly List<IJournal> opened = [];

    public JournalKind Kind => kind;

    public string Address => address;

    /// <summary>The file of a SQLite journal.</summary>
    public string File => address["sqlite:".Length..];

    /// <summary>The table of events.</summary>
    public string Events => kind == JournalKind.Postgres ? "riskcluster.event_texts" : "events";

    /// <summary>The table of heads.</summary>
    public string Heads => kind == JournalKind.Postgres ? "riskcluster.heads" : "heads";

    /// <summary>Another writer; closed with the place.</summary>
    public async Task<IJournal> Open(Func<JournalOptions, JournalOptions>? change = null)
    {
        if (kind == JournalKind.Memory) return memory;
        var options = new JournalOptions(address);
        var journal = await JournalFactory.Open(change?.Invoke(options) ?? options, CancellationToken.None);
        opened.Add(journal);
        return journal;
    }

    /// <summary>What somebody with the database's own tools can do, after switching its guards off.</summary>
    public void Tamper(string sql)
    {
        if (kind == JournalKind.Postgres) Execute($"SET session_replication_role = replica; {sql}");
        else Execute($"DROP TRIGGER IF EXISTS events_are_never_changed; DROP TRIGGER IF EXISTS events_are_never_deleted; DROP TRIGGER IF EXISTS heads_are_never_deleted; DROP TRIGGER IF EXISTS epochs_never_fall; {sql}");
    }

    /// <summary>Runs SQL beside the journal.</summary>
    public object? Execute(string sql)
    {
        using System.Data.Common.DbConnection connection = kind == JournalKind.Postgres
            ? new NpgsqlConnection(address["postgres:".Length..])
            : new SqliteConnection($"Data Source={File};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var journal in opened) await journal.DisposeAsync();
        if (kind == JournalKind.Postgres) NpgsqlConnection.ClearAllPools();
        if (folder is not null) Directory.Delete(folder, recursive: true);
    }
}
