using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Access;

/// <summary>Opens the access store that belongs to a journal.</summary>
public static class AccessStores
{
    private const string SqlitePrefix = "sqlite:";
    private const string PostgresPrefix = "postgres:";

    /// <summary>Opens a store; its schema is made or brought up to date first.</summary>
    /// <param name="journal">The journal's address. Of a SQLite journal the store is a file of its own beside it: one file has one writer, and nonces do not queue behind events.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArgumentException">The address is none.</exception>
    /// <exception cref="JournalUnavailableException">It cannot be opened.</exception>
    public static async ValueTask<IAccessStore> Open(string journal, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(journal);
        if (journal == "memory:") return new MemoryAccessStore();
        if (journal.StartsWith(SqlitePrefix, StringComparison.Ordinal)) return new SqliteAccessStore(Path.ChangeExtension(journal[SqlitePrefix.Length..], "access.sqlite"));
        if (journal.StartsWith(PostgresPrefix, StringComparison.Ordinal)) return await PostgresAccessStore.Open(journal[PostgresPrefix.Length..], new(journal), cancellation);
        throw new ArgumentException($"journal: '{journal}' is no address; expected sqlite:PATH, postgres:CONNECTION or memory:");
    }
}
