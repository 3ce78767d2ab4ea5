using System.Runtime.CompilerServices;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Sqlite;

/// <summary>A journal in one SQLite file: a writer, and readers beside it.</summary>
internal sealed class SqliteStore : IJournalStore
{
    private const int StreamsATransaction = 1000;
    private readonly string path;
    private readonly SqliteWriter? writer;
    private readonly SqliteReads reads;

    private SqliteStore(string path, SqliteWriter? writer)
    {
        this.path = path;
        this.writer = writer;
        reads = new SqliteReads(path);
    }

    private SqliteWriter Writer => writer ?? throw new JournalUnavailableException($"{path}: was opened for reading only");

    /// <summary>Opens a file; makes it when it is to be written and absent.</summary>
    /// <exception cref="JournalUnavailableException">It cannot be opened, is no journal, or a newer program's.</exception>
    public static SqliteStore Open(string path, bool readOnly)
    {
        if (!readOnly)
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            if (!Directory.Exists(folder)) throw new JournalUnavailableException($"{path}: there is no folder {folder}");
            return new SqliteStore(path, new SqliteWriter(path));
        }

        if (!File.Exists(path)) throw new JournalUnavailableException($"{path}: there is no such file");
        var store = new SqliteStore(path, null);
        if (store.reads.Within(connection => SqliteSchema.Check(connection, path)) == 0) throw new JournalUnavailableException($"{path}: is a SQLite file, but not a journal");
        return store;
    }

    /// <summary>Runs SQL on the writer's connection; for tests.</summary>
    public Task Execute(string sql) => Writer.Execute(sql);

    public async ValueTask<CommitVerdict[]> Commit(CommitBatch batch, CancellationToken cancellation) => await Writer.Commit(batch).WaitAsync(cancellation);

    public ValueTask<ReadBack[]> ReadBack(IReadOnlyList<StreamAppend> appends, CancellationToken cancellation) => new(reads.ReadBack(appends));

    public async IAsyncEnumerable<TakenStream> TakeOver(IReadOnlyCollection<string> streams, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var chunk in streams.Distinct().Chunk(StreamsATransaction))
        {
            var heads = await Writer.TakeOver(chunk).WaitAsync(cancellation);
            foreach (var taken in reads.Replays(heads)) yield return taken;
        }
    }

    public ValueTask<IReadOnlyList<StreamHead>> Heads(IReadOnlyCollection<string> streams, CancellationToken cancellation) => new(reads.Heads(streams));

    public ValueTask<IReadOnlyList<StreamHead>> StreamPage(HeadFilter filter, string prefix, string after, int count, CancellationToken cancellation) =>
        new(reads.StreamPage(filter, prefix, after, count));

    public ValueTask<IReadOnlyList<JournalRecord>> EventPage(string stream, long afterSeq, int count, CancellationToken cancellation) => new(reads.EventPage(stream, afterSeq, count));

    public ValueTask<StreamSnapshot?> ReadSnapshot(string stream, CancellationToken cancellation) => new(reads.Snapshot(stream));

    public ValueTask DisposeAsync()
    {
        writer?.Dispose();
        reads.Dispose();
        return ValueTask.CompletedTask;
    }
}
