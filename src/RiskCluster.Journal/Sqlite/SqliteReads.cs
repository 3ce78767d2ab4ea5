using Microsoft.Data.Sqlite;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Sqlite;

/// <summary>Reads on connections of their own, each seeing one committed moment: the write-ahead log lets them go on while the writer writes, and after it has failed.</summary>
internal sealed class SqliteReads(string path) : IDisposable
{
    private readonly string connectionString = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = true }.ToString();

    public ReadBack[] ReadBack(IReadOnlyList<StreamAppend> appends) => Within(connection =>
    {
        using var command = Prepare(
            connection,
            "SELECT epoch, EXISTS (SELECT 1 FROM events WHERE stream = $stream AND seq = $seq AND hash = $hash) FROM heads WHERE stream = $stream",
            "$stream", "$seq", "$hash");
        return appends.Select(append => Rows(command, row => new ReadBack(row.GetInt64(0), row.GetInt64(1) == 1), append.Stream, append.Records[^1].Seq, append.Records[^1].Hash).FirstOrDefault()).ToArray();
    });

    public IReadOnlyList<StreamHead> Heads(IReadOnlyCollection<string> streams) => Within(connection =>
    {
        using var command = Prepare(connection, $"SELECT {SqliteRows.HeadColumns} FROM heads WHERE stream = $stream", "$stream");
        return streams.SelectMany(stream => Rows(command, SqliteRows.Head, stream)).ToList();
    });

    public IReadOnlyList<StreamHead> StreamPage(HeadFilter filter, string prefix, string after, int count) => Within(connection =>
    {
        // The planner knows nothing of how few these are: it is told to use their index.
        var (index, condition) = filter switch
        {
            HeadFilter.Awake => ("INDEXED BY heads_awake", "is_awake = 1 AND"),
            HeadFilter.Undelivered => ("INDEXED BY heads_undelivered", "effect_seq > delivered_seq AND"),
            _ => ("", ""),
        };
        // No name goes on with the last code point there is, so it bounds all names that begin with the prefix.
        using var command = Prepare(
            connection,
            $"SELECT {SqliteRows.HeadColumns} FROM heads {index} WHERE {condition} stream > $after AND stream >= $prefix AND stream < $end ORDER BY stream LIMIT $count",
            "$after", "$prefix", "$end", "$count");
        return Rows(command, SqliteRows.Head, after, prefix, prefix + "\U0010FFFF", count);
    });

    public IReadOnlyList<JournalRecord> EventPage(string stream, long afterSeq, int count) => Within(connection =>
    {
        using var command = Prepare(connection, $"SELECT {SqliteRows.EventColumns} FROM events WHERE stream = $stream AND seq > $after ORDER BY seq LIMIT $count", "$stream", "$after", "$count");
        return Rows(command, SqliteRows.Event, stream, afterSeq, count);
    });

    public StreamSnapshot? Snapshot(string stream) => Within(connection =>
    {
        using var command = PrepareSnapshot(connection);
        return Rows(command, SqliteRows.Snapshot, stream, long.MaxValue).FirstOrDefault();
    });

    /// <summary>What belongs to heads that were just taken over. Whatever another writer has appended since is not of this replay.</summary>
    public IReadOnlyList<TakenStream> Replays(IReadOnlyList<StreamHead> heads) => Within(connection =>
    {
        using var snapshots = PrepareSnapshot(connection);
        using var tails = Prepare(connection, $"SELECT {SqliteRows.EventColumns} FROM events WHERE stream = $stream AND seq > $after AND seq <= $until ORDER BY seq", "$stream", "$after", "$until");
        var taken = new List<TakenStream>(heads.Count);
        foreach (var head in heads)
        {
            var snapshot = Rows(snapshots, SqliteRows.Snapshot, head.Stream, head.Seq).FirstOrDefault();
            taken.Add(TakenStream.Of(head, snapshot, Rows(tails, SqliteRows.Event, head.Stream, snapshot?.Seq ?? 0, head.Seq)));
        }

        return taken;
    });

    // The pool holds the file open otherwise.
    public void Dispose()
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Runs reads that all see the same moment.</summary>
    public T Within<T>(Func<SqliteConnection, T> read)
    {
        try
        {
            using var connection = new SqliteConnection(connectionString);
            connection.Open();
            SqliteSchema.Execute(connection, "BEGIN");
            try
            {
                return read(connection);
            }
            finally
            {
                SqliteSchema.Execute(connection, "ROLLBACK");
            }
        }
        catch (SqliteException problem)
        {
            throw SqliteFailures.Unavailable(path, problem);
        }
    }

    // A snapshot of other events than the stream's is none.
    private static SqliteCommand PrepareSnapshot(SqliteConnection connection) => Prepare(
        connection,
        $"SELECT {SqliteRows.SnapshotColumns} FROM snapshots s WHERE stream = $stream AND seq <= $until AND EXISTS (SELECT 1 FROM events e WHERE e.stream = s.stream AND e.seq = s.seq AND e.hash = s.hash)",
        "$stream", "$until");

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }

    private static List<T> Rows<T>(SqliteCommand command, Func<SqliteDataReader, T> read, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        using var row = command.ExecuteReader();
        var rows = new List<T>();
        while (row.Read()) rows.Add(read(row));
        return rows;
    }
}
