using Microsoft.Data.Sqlite;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Sqlite;

/// <summary>Rows to records. Text columns are read as their UTF-8 bytes, as they were written.</summary>
internal static class SqliteRows
{
    public const string HeadColumns = "stream, epoch, seq, hash, delivered_seq";
    public const string EventColumns = "seq, epoch, message, command_hash, at_ms, body, effects, hash";
    public const string SnapshotColumns = "stream, seq, hash, rules_version, state";

    public static StreamHead Head(SqliteDataReader row) => new(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3), row.GetInt64(4));

    public static JournalRecord Event(SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetInt64(1),
        MessageId.Parse(row.GetString(2)),
        row.GetFieldValue<byte[]>(3),
        row.GetInt64(4),
        row.GetFieldValue<byte[]>(5),
        row.IsDBNull(6) ? null : row.GetFieldValue<byte[]>(6),
        row.GetFieldValue<byte[]>(7));

    public static StreamSnapshot Snapshot(SqliteDataReader row) => new(row.GetString(0), row.GetInt64(1), row.GetFieldValue<byte[]>(2), row.GetString(3), row.GetFieldValue<byte[]>(4));
}
