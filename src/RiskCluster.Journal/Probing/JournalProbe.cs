using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Probing;

/// <summary>Looks at a journal's database without changing it: for whoever wants to know before a server starts, or beside one that runs.</summary>
public static class JournalProbe
{
    /// <summary>How many commits are timed.</summary>
    internal const int Commits = 21;

    /// <summary>Looks.</summary>
    /// <param name="address">The journal's address.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArgumentException">The address is none of a kept journal.</exception>
    /// <exception cref="JournalUnavailableException">It cannot be reached, or is no journal.</exception>
    public static async Task<JournalCondition> Look(string address, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (JournalFactory.SqlitePath(address) is { } path) return SqliteProbe.Look(path);
        if (JournalFactory.PostgresConnection(address) is { } connection) return await PostgresProbe.Look(connection, cancellation);
        throw new ArgumentException($"journal: '{address}' is no address of a kept journal; expected sqlite:PATH or postgres:CONNECTION");
    }
}
