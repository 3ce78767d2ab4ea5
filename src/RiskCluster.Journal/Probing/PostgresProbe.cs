using System.Diagnostics;
using System.Net.Sockets;
using Npgsql;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Probing;

/// <summary>Looks at a PostgreSQL database, whatever its settings are.</summary>
internal static class PostgresProbe
{
    private const int ConnectSeconds = 5;

    private const string Settings =
        "SELECT current_setting('fsync'), current_setting('full_page_writes'), pg_is_in_recovery()::text, current_setting('server_version'), to_regclass('riskcluster.migrations') IS NOT NULL";

    /// <summary>Looks.</summary>
    public static async Task<JournalCondition> Look(string connectionString, CancellationToken cancellation)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = ConnectSeconds, ApplicationName = "riskcluster doctor" };
            await using var source = NpgsqlDataSource.Create(settings);
            await using var connection = await source.OpenConnectionAsync(cancellation);
            var (found, version, hasJournal) = await Read(connection, cancellation);
            var schema = hasJournal ? (int)(await Scalar(connection, "SELECT coalesce(max(version), 0) FROM riskcluster.migrations", cancellation))! : 0;
            // A standby takes no commits.
            var commits = found[^1].IsGood ? await Commits(connection, cancellation) : [];
            return new($"PostgreSQL {version}", schema, SchemaScripts.Of("postgres")[^1].Number, found, commits, await ClockAhead(connection, cancellation));
        }
        catch (Exception problem) when (problem is NpgsqlException or SocketException or IOException or TimeoutException)
        {
            throw new JournalUnavailableException($"PostgreSQL: {problem.Message}", problem);
        }
    }

    private static async Task<(List<JournalSetting> Found, string Version, bool HasJournal)> Read(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Settings, connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return ([new("fsync", row.GetString(0), "on"), new("full_page_writes", row.GetString(1), "on"), new("in_recovery", row.GetString(2), "false")], row.GetString(3), row.GetBoolean(4));
    }

    // A message in the log that nobody reads: it is flushed as a commit's is, and leaves no row.
    private static async Task<double[]> Commits(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await Scalar(connection, "SET synchronous_commit = on", cancellation);
        var times = new double[JournalProbe.Commits];
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await Scalar(connection, "SELECT pg_logical_emit_message(true, 'riskcluster', 'probe')", cancellation);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times;
    }

    // Its clock was read somewhere between the two readings of ours.
    private static async Task<double> ClockAhead(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var before = DateTimeOffset.UtcNow;
        var there = (DateTime)(await Scalar(connection, "SELECT clock_timestamp()", cancellation))!;
        var here = before + ((DateTimeOffset.UtcNow - before) / 2);
        return (new DateTimeOffset(there) - here).TotalMilliseconds;
    }

    private static async Task<object?> Scalar(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellation);
    }
}
