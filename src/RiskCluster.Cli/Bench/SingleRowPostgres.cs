using System.Text;
using Npgsql;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Cli.Bench;

/// <summary>PostgreSQL with a connection a writer and a transaction a row: one prepared statement, one round trip.</summary>
internal sealed class SingleRowPostgres : ISingleRow, IDisposable
{
    private readonly NpgsqlConnection[] connections;

    public SingleRowPostgres(string connectionString, int writers)
    {
        connections = [.. Enumerable.Range(0, writers).Select(_ => new NpgsqlConnection(connectionString + $";Max Auto Prepare=4;Auto Prepare Min Usages=1;Maximum Pool Size={writers}"))];
        foreach (var connection in connections) connection.Open();
        using var command = new NpgsqlCommand(
            """
            CREATE TABLE single_heads (stream text COLLATE "C" PRIMARY KEY, epoch bigint, seq bigint, hash bytea) WITH (fillfactor = 50);
            CREATE TABLE single_events (stream text COLLATE "C", seq bigint, epoch bigint, message text, at_ms bigint, body json, hash bytea, PRIMARY KEY (stream, seq))
            """,
            connections[0]);
        command.ExecuteNonQuery();
    }

    public async Task Create(string stream)
    {
        await using var command = new NpgsqlCommand("INSERT INTO single_heads VALUES ($1, 1, 0, '')", connections[0]) { Parameters = { new() { Value = stream } } };
        await command.ExecuteNonQueryAsync();
    }

    public async Task Append(int writer, string stream, JournalRecord item)
    {
        await using var command = new NpgsqlCommand(
            """
            WITH moved AS (UPDATE single_heads SET seq = $2, hash = $3 WHERE stream = $1 AND epoch = $4 AND seq = $2 - 1 RETURNING stream)
            INSERT INTO single_events SELECT stream, $2, $4, $5, $6, $7::json, $3 FROM moved
            """,
            connections[writer]);
        foreach (var value in new object[] { stream, item.Seq, item.Hash, item.Epoch, item.Message.ToString(), item.AtMs, Encoding.UTF8.GetString(item.Body) }) command.Parameters.Add(new() { Value = value });
        if (await command.ExecuteNonQueryAsync() != 1) throw new InvalidOperationException("the head did not move");
    }

    public void Dispose()
    {
        foreach (var connection in connections) connection.Dispose();
        NpgsqlConnection.ClearAllPools();
    }
}
