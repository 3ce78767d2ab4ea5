using Npgsql;
using NpgsqlTypes;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Postgres;

/// <summary>
/// One group commit: a single round trip and one transaction. First the heads are locked, in order of name so that two processes never wait for each other in a
/// circle; then those that stand where their writer thinks are moved and only their events written.
/// </summary>
internal static class PostgresCommit
{
    private const string Lock = "SELECT stream, epoch, seq FROM riskcluster.heads WHERE stream = ANY($1) ORDER BY stream FOR UPDATE";

    // A statement of its own sees what those that held the locks before have committed.
    private const string Append =
        """
        WITH moved AS (
            UPDATE riskcluster.heads h SET seq = a.last, hash = a.hash, is_awake = a.awake, effect_seq = greatest(h.effect_seq, a.effect)
            FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bytea[], $15::boolean[], $16::bigint[]) AS a (stream, epoch, expected, last, hash, awake, effect)
            WHERE h.stream = a.stream AND h.epoch = a.epoch AND h.seq = a.expected
            RETURNING h.stream),
        written AS (
            INSERT INTO riskcluster.event_texts (stream, seq, epoch, message, command_hash, at_ms, body, effects, hash)
            SELECT e.stream, e.seq, e.epoch, e.message, e.command_hash, e.at_ms, e.body::json, e.effects::json, e.hash
            FROM unnest($6::text[], $7::bigint[], $8::bigint[], $9::text[], $10::bytea[], $11::bigint[], $12::text[], $13::text[], $14::bytea[])
                AS e (stream, seq, epoch, message, command_hash, at_ms, body, effects, hash)
            JOIN moved ON moved.stream = e.stream)
        SELECT stream FROM moved
        """;

    private const string Mark =
        """
        UPDATE riskcluster.heads h SET delivered_seq = m.seq
        FROM (SELECT stream, epoch, max(seq) AS seq FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS n (stream, epoch, seq) GROUP BY stream, epoch) m
        WHERE h.stream = m.stream AND h.epoch = m.epoch AND h.delivered_seq < m.seq AND h.seq >= m.seq
        """;

    private const string Save =
        """
        INSERT INTO riskcluster.snapshots (stream, seq, hash, rules_version, state)
        SELECT $1, $2, $3, $4, $5 WHERE EXISTS (SELECT 1 FROM riskcluster.event_texts WHERE stream = $1 AND seq = $2 AND hash = $3)
        ON CONFLICT (stream) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, rules_version = excluded.rules_version, state = excluded.state
        WHERE excluded.seq >= snapshots.seq
        """;

    /// <summary>Writes a batch; when it returns, the transaction is committed.</summary>
    public static async Task<CommitVerdict[]> Run(NpgsqlConnection connection, CommitBatch content, CancellationToken cancellation)
    {
        // Sent together and without an explicit transaction, the statements are one.
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command(Lock, (object)content.Appends.Select(append => append.Stream).Concat(content.Marks.Select(mark => mark.Stream)).Distinct().ToArray()));
        if (content.Appends.Count > 0) batch.BatchCommands.Add(AppendCommand(content.Appends));
        if (content.Marks.Count > 0) batch.BatchCommands.Add(Command(Mark, Column(content.Marks, mark => mark.Stream), Column(content.Marks, mark => mark.Epoch), Column(content.Marks, mark => mark.Seq)));
        foreach (var snapshot in content.Snapshots)
            batch.BatchCommands.Add(Command(Save, snapshot.Stream, snapshot.Seq, snapshot.Hash, snapshot.RulesVersion, new NpgsqlParameter { Value = snapshot.State, NpgsqlDbType = NpgsqlDbType.Text }));

        var heads = new Dictionary<string, (long Epoch, long Seq)>();
        var moved = new HashSet<string>();
        await using (var row = await batch.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation)) heads.Add(row.GetString(0), (row.GetInt64(1), row.GetInt64(2)));
            if (content.Appends.Count > 0 && await row.NextResultAsync(cancellation))
                while (await row.ReadAsync(cancellation)) moved.Add(row.GetString(0));

            // The last answer comes after the commit: whatever was wrong until then is thrown here.
            while (await row.NextResultAsync(cancellation))
            {
            }
        }

        return [.. content.Appends.Select(append =>
        {
            var (epoch, seq) = heads.GetValueOrDefault(append.Stream);
            return new CommitVerdict(moved.Contains(append.Stream), epoch, seq);
        })];
    }

    private static NpgsqlBatchCommand AppendCommand(IReadOnlyList<StreamAppend> appends)
    {
        var records = appends.SelectMany(append => append.Records.Select(item => (append.Stream, Item: item))).ToList();
        return Command(
            Append,
            Column(appends, append => append.Stream),
            Column(appends, append => append.Epoch),
            Column(appends, append => append.ExpectedSeq),
            Column(appends, append => append.Records[^1].Seq),
            Column(appends, append => append.Records[^1].Hash),
            Column(records, record => record.Stream),
            Column(records, record => record.Item.Seq),
            Column(records, record => record.Item.Epoch),
            Column(records, record => record.Item.Message.ToString()),
            Column(records, record => record.Item.CommandHash),
            Column(records, record => record.Item.AtMs),
            Texts(records.Select(record => (byte[]?)record.Item.Body)),
            Texts(records.Select(record => record.Item.Effects)),
            Column(records, record => record.Item.Hash),
            Column(appends, append => append.IsAwake),
            Column(appends, append => append.LastEffectSeq));
    }

    private static TColumn[] Column<TRow, TColumn>(IReadOnlyList<TRow> rows, Func<TRow, TColumn> column)
    {
        var values = new TColumn[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = column(rows[i]);
        return values;
    }

    private static NpgsqlParameter Texts(IEnumerable<byte[]?> values) => new()
    {
        Value = values.Select(bytes => bytes is null ? null : System.Text.Encoding.UTF8.GetString(bytes)).ToArray(),
        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
    };

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        return command;
    }
}
