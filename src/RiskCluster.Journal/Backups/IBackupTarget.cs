using RiskCluster.Journal.Access;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Backups;

/// <summary>An empty database that is filled in one transaction. Without <see cref="Commit"/> it stays empty. Filled in the order of the members.</summary>
internal interface IBackupTarget : IAsyncDisposable
{
    /// <summary>Writes the streams.</summary>
    Task WriteHeads(IEnumerable<BackupHead> heads, CancellationToken cancellation);

    /// <summary>Writes the events.</summary>
    Task WriteEvents(IAsyncEnumerable<(string Stream, JournalRecord Item)> events, CancellationToken cancellation);

    /// <summary>Writes the keys of API callers.</summary>
    Task WriteKeys(IReadOnlyList<AccessKey> keys, CancellationToken cancellation);

    /// <summary>Makes all of it durable.</summary>
    Task Commit(CancellationToken cancellation);
}
