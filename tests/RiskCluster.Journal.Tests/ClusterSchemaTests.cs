using Npgsql;
using RiskCluster.Journal.Postgres;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Tests.Journals;

namespace RiskCluster.Journal.Tests;

/// <summary>The statements that Orleans' providers run on PostgreSQL: members change one at a time, and of two first writes of a state one is refused.</summary>
[Collection(SharedServer.Name)]
public sealed class ClusterSchemaTests(JournalPlaces places)
{
    private static readonly DateTime Start = new(2026, 2, 4, 12, 0, 0, DateTimeKind.Utc);

    [Theory, OnPostgres]
    public async Task Every_query_of_the_three_providers_is_there_once_however_many_migrate_at_the_same_time(JournalKind kind)
    {
        var database = Database(kind);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ClusterSchema.Migrate(database, default)));
        await using var source = NpgsqlDataSource.Create(await ClusterSchema.Migrate(database, default));
        await using var command = source.CreateCommand("SELECT QueryKey, QueryText FROM OrleansQuery");
        var keys = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync()) keys.Add(reader.GetString(0));
        string[] expected =
        [
            "GatewaysQueryKey", "MembershipReadRowKey", "MembershipReadAllKey", "InsertMembershipVersionKey", "UpdateIAmAlivetimeKey", "InsertMembershipKey", "UpdateMembershipKey",
            "DeleteMembershipTableEntriesKey", "CleanupDefunctSiloEntriesKey", "ReadReminderRowsKey", "ReadRangeRows1Key", "ReadRangeRows2Key", "ReadReminderRowKey", "UpsertReminderRowKey",
            "DeleteReminderRowKey", "DeleteReminderRowsKey", "WriteToStorageKey", "ReadFromStorageKey", "ClearStorageKey", "DeleteStorageKey",
        ];
        keys.ShouldBe(expected, ignoreOrder: true);
    }

    [Theory, OnPostgres]
    public async Task Of_two_members_that_join_on_the_same_version_one_has_to_read_again(JournalKind kind)
    {
        await using var source = await Schema(kind);
        (await Number(source, "InsertMembershipVersionKey", Cluster)).ShouldBe(1);
        (await Number(source, "InsertMembershipVersionKey", Cluster)).ShouldBe(0);
        var joined = await Task.WhenAll(Enumerable.Range(1, 8).Select(port => Number(source, "InsertMembershipKey", [.. Member(port), .. New(port), ("Version", 0)])));
        joined.Sum().ShouldBe(1);
        var winner = 1 + Array.IndexOf(joined, 1);
        (await Number(source, "InsertMembershipKey", [.. Member(winner), .. New(winner), ("Version", 1)])).ShouldBe(0, "a member is there once");
        (await Number(source, "InsertMembershipKey", [.. Member(9), .. New(9), ("Version", 1)])).ShouldBe(1);
        (await Number(source, "UpdateMembershipKey", [.. Member(9), ("Status", 6), ("SuspectTimes", "x"), ("IAmAliveTime", Start), ("Version", 1)])).ShouldBe(0);
        (await Number(source, "UpdateMembershipKey", [.. Member(9), ("Status", 6), ("SuspectTimes", "x"), ("IAmAliveTime", Start), ("Version", 2)])).ShouldBe(1);
        (await Number(source, "UpdateMembershipKey", [.. Member(77), ("Status", 6), ("SuspectTimes", "x"), ("IAmAliveTime", Start), ("Version", 3)])).ShouldBe(0, "who is no member changes no version");
        var all = await Rows(source, "MembershipReadAllKey", Cluster);
        all.Count.ShouldBe(2);
        all.ShouldAllBe(row => (int)row["version"]! == 3);
        (await Rows(source, "MembershipReadRowKey", Member(77))).Single()["starttime"].ShouldBeNull("the version also without the member");
        (await Rows(source, "GatewaysQueryKey", [.. Cluster, ("Status", 3)])).Single()["proxyport"].ShouldBe(30_000 + winner);
        await Number(source, "UpdateIAmAlivetimeKey", [.. Member(winner), ("IAmAliveTime", Start.AddDays(1))]);
        await Number(source, "CleanupDefunctSiloEntriesKey", [.. Cluster, ("IAmAliveTime", Start.AddDays(2))]);
        (await Rows(source, "MembershipReadAllKey", Cluster)).Single()["port"].ShouldBe(winner, "an active one is not cleaned up");
        await Number(source, "DeleteMembershipTableEntriesKey", Cluster);
        (await Rows(source, "MembershipReadAllKey", Cluster)).ShouldBeEmpty();
    }

    [Theory, OnPostgres]
    public async Task Of_many_first_writes_of_a_state_one_succeeds_and_later_ones_need_the_version(JournalKind kind)
    {
        await using var source = await Schema(kind);
        foreach (var text in new[] { "roster/3", null })
        {
            var first = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Version(source, "WriteToStorageKey", [.. State(text), ("GrainStateVersion", DBNull.Value), ("PayloadBinary", new byte[] { 1 })])));
            first.Count(version => version == 1).ShouldBe(1);
            first.Count(version => version is null).ShouldBe(11);
            (await Version(source, "WriteToStorageKey", [.. State(text), ("GrainStateVersion", 1), ("PayloadBinary", new byte[] { 2 })])).ShouldBe(2);
            (await Version(source, "WriteToStorageKey", [.. State(text), ("GrainStateVersion", 1), ("PayloadBinary", new byte[] { 3 })])).ShouldBe(1, "an unchanged version says that nothing was written");
            var row = (await Rows(source, "ReadFromStorageKey", State(text))).Single();
            ((byte[])row["payloadbinary"]!).ShouldBe([2]);
            row["version"].ShouldBe(2);
            (await Version(source, "ClearStorageKey", [.. State(text), ("GrainStateVersion", 1)])).ShouldBeNull();
            (await Version(source, "ClearStorageKey", [.. State(text), ("GrainStateVersion", 2)])).ShouldBe(3);
            (await Version(source, "DeleteStorageKey", [.. State(text), ("GrainStateVersion", 3)])).ShouldBe(4);
            (await Rows(source, "ReadFromStorageKey", State(text))).ShouldBeEmpty();
        }
    }

    [Theory, OnPostgres]
    public async Task Reminders_are_found_by_their_part_of_the_ring(JournalKind kind)
    {
        await using var source = await Schema(kind);
        foreach (var hash in new[] { -2_000, -5, 0, 5, 2_000 })
        {
            for (var write = 0; write < 2; write++)
                (await Number(source, "UpsertReminderRowKey", [.. Reminder(hash), ("StartTime", Start), ("Period", 60_000), ("GrainHash", hash)])).ShouldBe(write);
        }

        (await Rows(source, "ReadRangeRows1Key", [Service, ("BeginHash", -5), ("EndHash", 5)])).Select(row => row["grainid"]).ShouldBe(["roster/0", "roster/5"], ignoreOrder: true);
        (await Rows(source, "ReadRangeRows2Key", [Service, ("BeginHash", 5), ("EndHash", -5)])).Count.ShouldBe(3);
        var row = (await Rows(source, "ReadReminderRowKey", Reminder(5))).Single();
        (row["starttime"], row["period"], row["version"]).ShouldBe((Start, 60_000L, 1));
        (await Number(source, "DeleteReminderRowKey", [.. Reminder(5), ("Version", 0)])).ShouldBe(0);
        (await Number(source, "DeleteReminderRowKey", [.. Reminder(5), ("Version", 1)])).ShouldBe(1);
        await Number(source, "DeleteReminderRowsKey", Service);
        (await Rows(source, "ReadReminderRowsKey", [Service, ("GrainId", "roster/0")])).ShouldBeEmpty();
    }

    [Theory, OnPostgres]
    public async Task A_database_of_a_newer_program_is_refused(JournalKind kind)
    {
        var database = Database(kind);
        await using (var source = NpgsqlDataSource.Create(await ClusterSchema.Migrate(database, default)))
        await using (var command = source.CreateCommand("INSERT INTO cluster.migrations (version) VALUES (99)")) await command.ExecuteNonQueryAsync();
        (await Should.ThrowAsync<JournalUnavailableException>(() => ClusterSchema.Migrate(database, default))).Message.ShouldContain("99");
    }

    private static (string Name, object Value) Service => ("ServiceId", "s");

    private static (string Name, object Value)[] Cluster => [("DeploymentId", "c")];

    private static (string Name, object Value)[] Member(int port) => [("DeploymentId", "c"), ("Address", "127.0.0.1"), ("Port", port), ("Generation", 1)];

    private static (string Name, object Value)[] New(int port) =>
        [("SiloName", $"silo-{port}"), ("HostName", "host"), ("Status", 3), ("ProxyPort", 30_000 + port), ("StartTime", Start), ("IAmAliveTime", Start)];

    private static (string Name, object Value)[] State(string? text) =>
        [Service, ("GrainIdHash", 11), ("GrainIdN0", 0L), ("GrainIdN1", 0L), ("GrainTypeHash", 12), ("GrainTypeString", "riskcluster-roster"), ("GrainIdExtensionString", (object?)text ?? DBNull.Value)];

    private static (string Name, object Value)[] Reminder(int hash) => [Service, ("GrainId", $"roster/{hash}"), ("ReminderName", "watch")];

    private string Database(JournalKind kind) => places.New(kind).Address["postgres:".Length..];

    private async Task<NpgsqlDataSource> Schema(JournalKind kind) => NpgsqlDataSource.Create(await ClusterSchema.Migrate(Database(kind), default));

    private static async Task<int> Number(NpgsqlDataSource source, string key, params (string Name, object Value)[] parameters) =>
        (await Rows(source, key, parameters)) is [var row, ..] ? Convert.ToInt32(row.Values.First(), System.Globalization.CultureInfo.InvariantCulture) : 0;

    private static async Task<int?> Version(NpgsqlDataSource source, string key, params (string Name, object Value)[] parameters) =>
        (await Rows(source, key, parameters)) is [var row, ..] ? (int?)row["newgrainstateversion"] : null;

    private static async Task<List<Dictionary<string, object?>>> Rows(NpgsqlDataSource source, string key, params (string Name, object Value)[] parameters)
    {
        await using var read = source.CreateCommand("SELECT QueryText FROM OrleansQuery WHERE QueryKey = $1");
        read.Parameters.Add(new() { Value = key });
        await using var command = source.CreateCommand((string)(await read.ExecuteScalarAsync())!);
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        var rows = new List<Dictionary<string, object?>>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, column => reader.IsDBNull(column) ? null : reader.GetValue(column)));
        return rows;
    }
}
