using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Access;

/// <summary>Opens the access store that belongs to a journal.</summary>
public static class AccessStores
{
    /// <summary>Opens a store; its schema is made or brought up to date first.</summary>
    /// <param name="journal">The journal's address. Of a SQLite journal the store is a file of its own beside it: one file has one writer, and nonces do not queue behind events.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArgumentException">The address is none.</exception>
    /// <exception cref="JournalUnavailableException">It cannot be opened.</exception>
    public static async ValueTask<IAccessStore> Open(string journal, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(journal);
        if (journal == "memory:") return new MemoryAccessStore();
        if (JournalFactory.SqlitePath(journal) is { } path) return new SqliteAccessStore(SqlitePath(path));
        if (JournalFactory.PostgresConnection(journal) is { } connection) return await PostgresAccessStore.Open(connection, new(journal), cancellation);
        throw new ArgumentException($"journal: '{journal}' is no address; expected sqlite:PATH, postgres:CONNECTION or memory:");
    }

    /// <summary>The file of the store that belongs to a SQLite journal's.</summary>
    internal static string SqlitePath(string journalPath) => Path.ChangeExtension(journalPath, "access.sqlite");
}
