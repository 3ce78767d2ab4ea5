using RiskCluster.Journal.Postgres;
using RiskCluster.Journal.Sqlite;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal;

/// <summary>Opens journals by address.</summary>
public static class JournalFactory
{
    private const string SqlitePrefix = "sqlite:";
    private const string PostgresPrefix = "postgres:";
    private const string Memory = "memory:";

    /// <summary>Opens a journal with the ordinary options.</summary>
    /// <exception cref="ArgumentException">The address is none; the message says what one looks like.</exception>
    /// <exception cref="JournalUnavailableException">There is no such database, it cannot be reached, it is no journal, a newer version wrote it, or it does not keep what it commits.</exception>
    public static ValueTask<IJournal> Open(string address, CancellationToken cancellation) => Open(new JournalOptions(address), cancellation);

    /// <summary>Opens a journal; its schema is made or brought up to date first.</summary>
    /// <exception cref="ArgumentException">The address is none, or an option is out of its range.</exception>
    /// <exception cref="JournalUnavailableException">There is no such database, it cannot be reached, it is no journal, a newer version wrote it, or it does not keep what it commits.</exception>
    public static async ValueTask<IJournal> Open(JournalOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.QueueLength, 1, "queue_length");
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MostAppendsPerCommit, 1, "most_appends_per_commit");
        if (options.Address == Memory) return new MemoryJournal();
        return new GroupCommit(await OpenStore(options, cancellation), options);
    }

    /// <summary>The store of an address, before a group commit stands on it.</summary>
    internal static async ValueTask<IJournalStore> OpenStore(JournalOptions options, CancellationToken cancellation)
    {
        var address = options.Address;
        if (SqlitePath(address) is { } path) return SqliteStore.Open(path, options.ReadOnly);
        if (PostgresConnection(address) is { } connection) return await PostgresStore.Open(connection, options, cancellation);
        throw new ArgumentException($"journal: '{address}' is no address; expected sqlite:PATH, postgres:CONNECTION or memory:");
    }

    /// <summary>The file of a SQLite journal's address; null when it is none.</summary>
    public static string? SqlitePath(string address) => After(address, SqlitePrefix);

    /// <summary>The connection string of a PostgreSQL journal's address; null when it is none.</summary>
    public static string? PostgresConnection(string address) => After(address, PostgresPrefix);

    private static string? After(string address, string prefix) =>
        address.StartsWith(prefix, StringComparison.Ordinal) && address.Length > prefix.Length ? address[prefix.Length..] : null;
}
