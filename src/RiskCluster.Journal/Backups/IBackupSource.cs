using RiskCluster.Journal.Access;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Backups;

/// <summary>A database as it is at one committed moment, while writers go on. Read in the order of the members.</summary>
internal interface IBackupSource : IAsyncDisposable
{
    /// <summary>All streams by ordinal name.</summary>
    IAsyncEnumerable<BackupHead> Heads(CancellationToken cancellation);

    /// <summary>All events by ordinal name of their stream, then by number.</summary>
    IAsyncEnumerable<(string Stream, JournalRecord Item)> Events(CancellationToken cancellation);

    /// <summary>All keys of API callers.</summary>
    Task<IReadOnlyList<AccessKey>> Keys(CancellationToken cancellation);
}
