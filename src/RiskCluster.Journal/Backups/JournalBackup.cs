using System.IO.Compression;
using System.Runtime.CompilerServices;
using RiskCluster.Journal.Verification;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Backups;

/// <summary>
/// Backup and restore of a journal in a form of its own, the same for every database: gzipped JSON lines of one committed moment. Snapshots and nonces are left out: the former follow from the
/// events, the latter are good for minutes.
/// </summary>
public static class JournalBackup
{
    /// <summary>By how much a restore raises the epoch of every stream: more than any number of takeovers since the backup, so that nobody who wrote the old database can write the new one.</summary>
    public const long EpochLeap = 1_000_000;

    /// <summary>Writes a backup while others go on writing the journal; walks the hash chain as it goes.</summary>
    /// <param name="options">Which journal; it is only read.</param>
    /// <param name="output">Where to.</param>
    /// <param name="atMs">The time, unix milliseconds.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArgumentException">The address is none of a kept journal.</exception>
    /// <exception cref="FormatException">The journal is damaged; the message says where first.</exception>
    /// <exception cref="JournalUnavailableException">It cannot be read.</exception>
    public static async Task<BackupReport> Write(JournalOptions options, Stream output, long atMs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        await using var source = await BackupPlaces.Source(options.Address, cancellation);
        await using var zipped = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true);
        using var writer = new BackupWriter(zipped, atMs);
        var heads = new List<BackupHead>();
        await foreach (var head in source.Heads(cancellation))
        {
            heads.Add(head);
            writer.Head(head);
            await writer.FlushWhenFull(cancellation);
        }

        var walk = new BackupWalk(heads, null);
        await foreach (var (stream, item) in source.Events(cancellation))
        {
            walk.Add(stream, item);
            writer.Event(stream, item);
            await writer.FlushWhenFull(cancellation);
        }

        walk.RequireWhole();
        var keys = await source.Keys(cancellation);
        foreach (var key in keys) writer.Key(key);
        var report = new BackupReport(atMs, heads.Count, walk.Events, keys.Count);
        await writer.End(report, cancellation);
        return report;
    }

    /// <summary>Fills an empty database with a backup, whole or not at all, and raises every epoch by <see cref="EpochLeap"/>.</summary>
    /// <param name="input">The backup.</param>
    /// <param name="options">Where the journal is to be; made when absent.</param>
    /// <param name="checkpoint">What the backup must agree with; null to judge it by its own chain.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArgumentException">The address is none of a kept journal.</exception>
    /// <exception cref="FormatException">The backup is damaged, or not the history that the checkpoint vouches for; nothing was written.</exception>
    /// <exception cref="JournalUnavailableException">The database is not empty, or cannot be written.</exception>
    public static async Task<BackupReport> Restore(Stream input, JournalOptions options, JournalCheckpoint? checkpoint, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        await using var zipped = new GZipStream(input, CompressionMode.Decompress, leaveOpen: true);
        using var reader = await BackupReader.Open(zipped, cancellation);
        var heads = await reader.Heads(cancellation).ToListAsync(cancellation);
        var walk = new BackupWalk(heads, checkpoint);
        await using var target = await BackupPlaces.Target(options.Address, cancellation);
        await target.WriteHeads(heads.Select(item => item with { Head = item.Head with { Epoch = checked(item.Head.Epoch + EpochLeap) } }), cancellation);
        await target.WriteEvents(Walked(reader, walk, cancellation), cancellation);
        walk.RequireWhole();
        var keys = await reader.Keys(cancellation);
        var report = await reader.End(cancellation);
        await target.WriteKeys(keys, cancellation);
        await target.Commit(cancellation);
        return report;
    }

    private static async IAsyncEnumerable<(string Stream, JournalRecord Item)> Walked(BackupReader reader, BackupWalk walk, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var (stream, item) in reader.Events(cancellation))
        {
            walk.Add(stream, item);
            yield return (stream, item);
        }
    }
}
