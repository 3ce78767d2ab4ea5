using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Npgsql;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Postgres;

/// <summary>A journal in the schema <c>riskcluster</c> of a PostgreSQL database.</summary>
internal sealed class PostgresStore : IJournalStore
{
    private const int StreamsARoundTrip = 1000;
    private readonly NpgsqlDataSource source;
    private readonly PostgresReads reads;
    private readonly bool readOnly;

    private PostgresStore(NpgsqlDataSource source, bool readOnly)
    {
        this.source = source;
        this.readOnly = readOnly;
        reads = new PostgresReads(source);
    }

    /// <summary>Opens a database; makes or migrates its schema when it is to be written.</summary>
    /// <exception cref="ArgumentException">The connection string is none.</exception>
    /// <exception cref="JournalUnavailableException">It cannot be reached, has no journal, a newer program's, or would not keep what it commits.</exception>
    public static async Task<PostgresStore> Open(string connectionString, JournalOptions options, CancellationToken cancellation)
    {
        var source = PostgresConnections.Pool(connectionString, options);
        try
        {
            await Try<object?>(async () =>
            {
                if (options.ReadOnly) await PostgresSchema.Require(source, cancellation);
                else await PostgresSchema.Migrate(source, cancellation);
                return null;
            });
            return new PostgresStore(source, options.ReadOnly);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    public async ValueTask<CommitVerdict[]> Commit(CommitBatch batch, CancellationToken cancellation)
    {
        RequireWriting();
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return await PostgresCommit.Run(connection, batch, cancellation);
    }

    public async ValueTask<ReadBack[]> ReadBack(IReadOnlyList<StreamAppend> appends, CancellationToken cancellation) => await Try(() => reads.ReadBack(appends, cancellation));

    public async IAsyncEnumerable<TakenStream> TakeOver(IReadOnlyCollection<string> streams, [EnumeratorCancellation] CancellationToken cancellation)
    {
        RequireWriting();
        foreach (var chunk in streams.Distinct().Chunk(StreamsARoundTrip))
        {
            var taken = await Try(async () => await reads.Replays(await reads.TakeOver(chunk, cancellation), cancellation));
            foreach (var stream in taken) yield return stream;
        }
    }

    public async ValueTask<IReadOnlyList<StreamHead>> Heads(IReadOnlyCollection<string> streams, CancellationToken cancellation) => await Try(() => reads.Heads(streams, cancellation));

    public async ValueTask<IReadOnlyList<StreamHead>> StreamPage(HeadFilter filter, string prefix, string after, int count, CancellationToken cancellation) =>
        await Try(() => reads.StreamPage(filter, prefix, after, count, cancellation));

    public async ValueTask<IReadOnlyList<JournalRecord>> EventPage(string stream, long afterSeq, int count, CancellationToken cancellation) =>
        await Try(() => reads.EventPage(stream, afterSeq, count, cancellation));

    public async ValueTask<StreamSnapshot?> ReadSnapshot(string stream, CancellationToken cancellation) => await Try(() => reads.Snapshot(stream, cancellation));

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private void RequireWriting()
    {
        if (readOnly) throw new JournalUnavailableException("the journal was opened for reading only");
    }

    private static async Task<T> Try<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception problem) when (problem is NpgsqlException or SocketException or IOException or TimeoutException)
        {
            throw new JournalUnavailableException($"PostgreSQL: {problem.Message}", problem);
        }
    }
}
