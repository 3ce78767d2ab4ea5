using Microsoft.Data.Sqlite;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Cli.Bench;

/// <summary>SQLite with a transaction a row on one connection, prepared statements, the same durability.</summary>
internal sealed class SingleRowSqlite : ISingleRow, IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand begin;
    private readonly SqliteCommand commit;
    private readonly SqliteCommand move;
    private readonly SqliteCommand insert;
    private readonly Lock gate = new();

    public SingleRowSqlite(string path)
    {
        connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.Open();
        Prepare("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE heads (stream TEXT PRIMARY KEY, epoch INTEGER, seq INTEGER, hash BLOB) WITHOUT ROWID; "
            + "CREATE TABLE events (stream TEXT, seq INTEGER, epoch INTEGER, message TEXT, at_ms INTEGER, body TEXT, hash BLOB, UNIQUE (stream, seq))").ExecuteNonQuery();
        begin = Prepare("BEGIN IMMEDIATE");
        commit = Prepare("COMMIT");
        move = Prepare("UPDATE heads SET seq = $seq, hash = $hash WHERE stream = $stream AND epoch = $epoch AND seq = $seq - 1", "$stream", "$seq", "$epoch", "$hash");
        insert = Prepare("INSERT INTO events VALUES ($stream, $seq, $epoch, $message, $at, CAST($body AS TEXT), $hash)", "$stream", "$seq", "$epoch", "$message", "$at", "$body", "$hash");
    }

    public Task Create(string stream)
    {
        using var command = Prepare("INSERT INTO heads VALUES ($stream, 1, 0, x'')", "$stream");
        Run(command, stream);
        return Task.CompletedTask;
    }

    public async Task Append(int writer, string stream, JournalRecord item)
    {
        await Task.Yield();
        lock (gate)
        {
            begin.ExecuteNonQuery();
            if (Run(move, stream, item.Seq, item.Epoch, item.Hash) != 1) throw new InvalidOperationException("the head did not move");
            Run(insert, stream, item.Seq, item.Epoch, item.Message.ToString(), item.AtMs, item.Body, item.Hash);
            commit.ExecuteNonQuery();
        }
    }

    public void Dispose()
    {
        foreach (var command in new[] { begin, commit, move, insert }) command.Dispose();
        connection.Dispose();
    }

    private static int Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        return command.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }
}
