using Microsoft.Data.Sqlite;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Sqlite;

/// <summary>The writer's statements, prepared once. Of one thread.</summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    private readonly SqliteCommand begin = Prepare(connection, "BEGIN IMMEDIATE");
    private readonly SqliteCommand commit = Prepare(connection, "COMMIT");
    private readonly SqliteCommand rollBack = Prepare(connection, "ROLLBACK");
    private readonly SqliteCommand head = Prepare(connection, "SELECT epoch, seq FROM heads WHERE stream = $stream", "$stream");

    // The compare-and-set on which everything rests.
    private readonly SqliteCommand move = Prepare(
        connection,
        "UPDATE heads SET seq = $last, hash = $hash, is_awake = $awake, effect_seq = max(effect_seq, $effect) WHERE stream = $stream AND epoch = $epoch AND seq = $expected",
        "$stream", "$epoch", "$expected", "$last", "$hash", "$awake", "$effect");

    private readonly SqliteCommand insert = Prepare(
        connection,
        $"INSERT INTO events (stream, {SqliteRows.EventColumns}) VALUES ($stream, $seq, $epoch, $message, $command_hash, $at_ms, CAST($body AS TEXT), CAST($effects AS TEXT), $hash)",
        "$stream", "$seq", "$epoch", "$message", "$command_hash", "$at_ms", "$body", "$effects", "$hash");

    private readonly SqliteCommand takeOver = Prepare(
        connection,
        // Of a new stream nobody has said that its actor is awake.
        $"INSERT INTO heads (stream, epoch, hash, is_awake) VALUES ($stream, 1, $hash, 0) ON CONFLICT (stream) DO UPDATE SET epoch = epoch + 1 RETURNING {SqliteRows.HeadColumns}",
        "$stream", "$hash");

    private readonly SqliteCommand mark = Prepare(
        connection,
        "UPDATE heads SET delivered_seq = $seq WHERE stream = $stream AND epoch = $epoch AND delivered_seq < $seq AND seq >= $seq",
        "$stream", "$epoch", "$seq");

    private readonly SqliteCommand save = Prepare(
        connection,
        """
        INSERT INTO snapshots (stream, seq, hash, rules_version, state)
        SELECT $stream, $seq, $hash, $rules_version, CAST($state AS TEXT) WHERE EXISTS (SELECT 1 FROM events WHERE stream = $stream AND seq = $seq AND hash = $hash)
        ON CONFLICT (stream) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, rules_version = excluded.rules_version, state = excluded.state WHERE excluded.seq >= snapshots.seq
        """,
        "$stream", "$seq", "$hash", "$rules_version", "$state");

    public void Begin() => begin.ExecuteNonQuery();

    public void Commit() => commit.ExecuteNonQuery();

    public void RollBack() => rollBack.ExecuteNonQuery();

    public CommitVerdict Append(StreamAppend append)
    {
        var last = append.Records[^1];
        if (Run(move, append.Stream, append.Epoch, append.ExpectedSeq, last.Seq, last.Hash, append.IsAwake, append.LastEffectSeq) == 0) return Refuse(append.Stream);
        foreach (var item in append.Records)
            Run(insert, append.Stream, item.Seq, item.Epoch, item.Message.ToString(), item.CommandHash, item.AtMs, item.Body, (object?)item.Effects ?? DBNull.Value, item.Hash);
        return new(true, append.Epoch, last.Seq);
    }

    public StreamHead TakeOver(string stream)
    {
        Bind(takeOver, stream, HashChain.Start(stream));
        using var row = takeOver.ExecuteReader();
        row.Read();
        return SqliteRows.Head(row);
    }

    public void Mark(DeliveredMark delivered) => Run(mark, delivered.Stream, delivered.Epoch, delivered.Seq);

    public void Save(StreamSnapshot snapshot) => Run(save, snapshot.Stream, snapshot.Seq, snapshot.Hash, snapshot.RulesVersion, snapshot.State);

    public void Dispose()
    {
        foreach (var command in new[] { begin, commit, rollBack, head, move, insert, takeOver, mark, save }) command.Dispose();
    }

    private CommitVerdict Refuse(string stream)
    {
        Bind(head, stream);
        using var row = head.ExecuteReader();
        return row.Read() ? new(false, row.GetInt64(0), row.GetInt64(1)) : new(false, 0, 0);
    }

    private static int Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        Bind(command, values);
        return command.ExecuteNonQuery();
    }

    private static void Bind(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        command.Prepare();
        return command;
    }
}
