using System.Globalization;
using Microsoft.Data.Sqlite;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Journal.Sqlite;

/// <summary>The schema of a SQLite file: <c>application_id</c> says that it is a journal, <c>user_version</c> which scripts have run.</summary>
internal static class SqliteSchema
{
    /// <summary>"RCLJ".</summary>
    private const long ApplicationId = 0x52434C4A;

    /// <summary>Brings a file up to date; several processes may try at once.</summary>
    public static void Migrate(SqliteConnection connection, string path)
    {
        Execute(connection, "BEGIN IMMEDIATE");
        try
        {
            var version = Check(connection, path);
            foreach (var (number, text) in SchemaScripts.Of("sqlite").Where(script => script.Number > version))
                Execute(connection, string.Create(CultureInfo.InvariantCulture, $"{text}\nPRAGMA application_id = {ApplicationId}; PRAGMA user_version = {number};"));
            Execute(connection, "COMMIT");
        }
        catch
        {
            Execute(connection, "ROLLBACK");
            throw;
        }
    }

    /// <summary>The file's version.</summary>
    /// <exception cref="JournalUnavailableException">It is something else, or newer than this program.</exception>
    public static long Check(SqliteConnection connection, string path)
    {
        var id = Number(connection, "PRAGMA application_id");
        var version = Number(connection, "PRAGMA user_version");
        var isEmpty = Number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        if (id != ApplicationId && !(id == 0 && isEmpty)) throw new JournalUnavailableException($"{path}: is a SQLite file, but not a journal");
        var newest = SchemaScripts.Of("sqlite")[^1].Number;
        if (version > newest) throw new JournalUnavailableException($"{path}: has schema {version}, and this program knows up to {newest}");
        return version;
    }

    /// <summary>Refuses a file that an older program wrote, or that holds nothing yet.</summary>
    public static void RequireNewest(SqliteConnection connection, string path)
    {
        var (version, newest) = (Check(connection, path), SchemaScripts.Of("sqlite")[^1].Number);
        if (version == 0) throw new JournalUnavailableException($"{path}: is a SQLite file, but not a journal");
        if (version < newest) throw new JournalUnavailableException($"{path}: has schema {version} and not {newest}: riskcluster journal migrate");
    }

    /// <summary>Runs statements that answer nothing.</summary>
    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A statement's one number.</summary>
    public static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
