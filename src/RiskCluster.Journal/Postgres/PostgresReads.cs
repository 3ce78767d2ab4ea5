using System.Text;
using Npgsql;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Postgres;

/// <summary>Reads; each statement sees one committed moment.</summary>
internal sealed class PostgresReads(NpgsqlDataSource source)
{
    public const string HeadColumns = "stream, epoch, seq, hash, delivered_seq";
    public const string EventColumns = "e.stream, e.seq, e.epoch, e.message, e.command_hash, e.at_ms, e.body::text, e.effects::text, e.hash";

    // A snapshot of other events than the stream's is none.
    private const string Snapshots =
        """
        SELECT s.stream, s.seq, s.hash, s.rules_version, s.state
        FROM unnest($1::text[], $2::bigint[]) AS h (stream, until)
        JOIN riskcluster.snapshots s ON s.stream = h.stream AND s.seq <= h.until
        JOIN riskcluster.event_texts e ON e.stream = s.stream AND e.seq = s.seq AND e.hash = s.hash
        """;

    public async Task<ReadBack[]> ReadBack(IReadOnlyList<StreamAppend> appends, CancellationToken cancellation)
    {
        const string sql =
            """
            SELECT h.stream, h.epoch, EXISTS (SELECT 1 FROM riskcluster.event_texts e WHERE e.stream = a.stream AND e.seq = a.seq AND e.hash = a.hash)
            FROM unnest($1::text[], $2::bigint[], $3::bytea[]) AS a (stream, seq, hash) JOIN riskcluster.heads h ON h.stream = a.stream
            """;
        var found = new Dictionary<string, ReadBack>();
        await foreach (var (stream, item) in Rows(
            sql,
            row => (row.GetString(0), new ReadBack(row.GetInt64(1), row.GetBoolean(2))),
            cancellation,
            appends.Select(append => append.Stream).ToArray(),
            appends.Select(append => append.Records[^1].Seq).ToArray(),
            appends.Select(append => append.Records[^1].Hash).ToArray())) found.Add(stream, item);
        return [.. appends.Select(append => found.GetValueOrDefault(append.Stream))];
    }

    public async Task<IReadOnlyList<StreamHead>> Heads(IReadOnlyCollection<string> streams, CancellationToken cancellation) =>
        await Rows($"SELECT {HeadColumns} FROM riskcluster.heads WHERE stream = ANY($1)", Head, cancellation, (object)streams.ToArray()).ToListAsync(cancellation);

    public async Task<IReadOnlyList<StreamHead>> StreamPage(HeadFilter filter, string prefix, string after, int count, CancellationToken cancellation) =>
        await Rows(
            // No name goes on with the last code point there is, so it bounds all names that begin with the prefix.
            $"SELECT {HeadColumns} FROM riskcluster.heads WHERE {Condition(filter)} stream > $1 AND stream >= $2 AND stream < $3 ORDER BY stream LIMIT $4",
            Head, cancellation, after, prefix, prefix + "\U0010FFFF", count).ToListAsync(cancellation);

    public async Task<IReadOnlyList<JournalRecord>> EventPage(string stream, long afterSeq, int count, CancellationToken cancellation) =>
        await Rows(
            $"SELECT {EventColumns} FROM riskcluster.event_texts e WHERE stream = $1 AND seq > $2 ORDER BY seq LIMIT $3",
            row => Event(row).Item, cancellation, stream, afterSeq, count).ToListAsync(cancellation);

    public async Task<StreamSnapshot?> Snapshot(string stream, CancellationToken cancellation)
    {
        await foreach (var snapshot in Rows(Snapshots, Snapshot, cancellation, new[] { stream }, new[] { long.MaxValue })) return snapshot;
        return null;
    }

    /// <summary>Raises epochs, in order of name as commits lock them.</summary>
    public async Task<IReadOnlyList<StreamHead>> TakeOver(IReadOnlyList<string> streams, CancellationToken cancellation) =>
        await Rows(
            $"""
            INSERT INTO riskcluster.heads AS h (stream, epoch, hash, is_awake) SELECT n.stream, 1, n.hash, false FROM unnest($1::text[], $2::bytea[]) AS n (stream, hash) ORDER BY n.stream COLLATE "C"
            ON CONFLICT (stream) DO UPDATE SET epoch = h.epoch + 1 RETURNING {HeadColumns}
            """,
            Head, cancellation, streams.ToArray(), streams.Select(HashChain.Start).ToArray()).ToListAsync(cancellation);

    /// <summary>What belongs to heads that were just taken over, in two round trips. Whatever another writer has appended since is not of this replay.</summary>
    public async Task<IReadOnlyList<TakenStream>> Replays(IReadOnlyList<StreamHead> heads, CancellationToken cancellation)
    {
        var streams = heads.Select(head => head.Stream).ToArray();
        var until = heads.Select(head => head.Seq).ToArray();
        var snapshots = new Dictionary<string, StreamSnapshot>();
        await foreach (var snapshot in Rows(Snapshots, Snapshot, cancellation, streams, until)) snapshots.Add(snapshot.Stream, snapshot);
        var after = streams.Select(stream => snapshots.GetValueOrDefault(stream)?.Seq ?? 0).ToArray();
        var tails = streams.ToDictionary(stream => stream, _ => new List<JournalRecord>());
        var sql =
            $"""
            SELECT {EventColumns} FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS h (stream, after, until)
            JOIN riskcluster.event_texts e ON e.stream = h.stream AND e.seq > h.after AND e.seq <= h.until ORDER BY e.stream, e.seq
            """;
        await foreach (var (stream, item) in Rows(sql, Event, cancellation, streams, after, until)) tails[stream].Add(item);
        return [.. heads.Select(head => TakenStream.Of(head, snapshots.GetValueOrDefault(head.Stream), tails[head.Stream]))];
    }

    public static StreamHead Head(NpgsqlDataReader row) => new(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3), row.GetInt64(4));

    public static (string Stream, JournalRecord Item) Event(NpgsqlDataReader row) => (row.GetString(0), new JournalRecord(
        row.GetInt64(1),
        row.GetInt64(2),
        MessageId.Parse(row.GetString(3)),
        row.GetFieldValue<byte[]>(4),
        row.GetInt64(5),
        Encoding.UTF8.GetBytes(row.GetString(6)),
        row.IsDBNull(7) ? null : Encoding.UTF8.GetBytes(row.GetString(7)),
        row.GetFieldValue<byte[]>(8)));

    private static string Condition(HeadFilter filter) => filter switch
    {
        HeadFilter.Awake => "is_awake AND",
        HeadFilter.Undelivered => "effect_seq > delivered_seq AND",
        _ => "",
    };

    private async IAsyncEnumerable<T> Rows<T>(
        string sql, Func<NpgsqlDataReader, T> read, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation, params object[] values)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) yield return read(row);
    }

    private static StreamSnapshot Snapshot(NpgsqlDataReader row) => new(row.GetString(0), row.GetInt64(1), row.GetFieldValue<byte[]>(2), row.GetString(3), Encoding.UTF8.GetBytes(row.GetString(4)));
}
