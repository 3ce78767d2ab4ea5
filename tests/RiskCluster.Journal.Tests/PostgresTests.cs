using Npgsql;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Tests.Journals;

namespace RiskCluster.Journal.Tests;

/// <summary>What only PostgreSQL can go through: settings that would lose data, other schemas, a server that dies.</summary>
[Collection(SharedServer.Name)]
public sealed class PostgresTests(JournalPlaces places)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnPostgres]
    public async Task A_session_keeps_what_it_commits_whatever_the_defaults_are(JournalKind kind)
    {
        await using var place = places.New(kind);
        var database = new NpgsqlConnectionStringBuilder(place.Address["postgres:".Length..]).Database;
        place.Execute($"ALTER DATABASE {database} SET synchronous_commit = off");
        place.Execute($"ALTER DATABASE {database} SET default_transaction_isolation = 'serializable'");
        NpgsqlConnection.ClearAllPools();
        place.Execute("SHOW synchronous_commit").ShouldBe("off", "the default took effect");
        var journal = await place.Open();
        var writer = await EventWriter.TakingOver(journal, "s");
        (await writer.Append("a")).ShouldBe(AppendOutcome.Appended);
        await using var pool = Postgres.PostgresConnections.Pool(place.Address["postgres:".Length..], new JournalOptions(place.Address));
        await using var command = pool.CreateCommand("SELECT current_setting('synchronous_commit') || ', ' || current_setting('transaction_isolation')");
        (await command.ExecuteScalarAsync()).ShouldBe("on, read committed");
    }

    [Theory, OnPostgres]
    public async Task A_server_that_does_not_wait_for_its_disk_is_refused(JournalKind kind)
    {
        await using var place = places.New(kind);
        foreach (var setting in new[] { "fsync", "full_page_writes" })
        {
            try
            {
                SetServer(place, $"ALTER SYSTEM SET {setting} = off", setting, "off");
                (await Should.ThrowAsync<JournalUnavailableException>(() => place.Open())).Message.ShouldContain($"{setting} is off; it must be on");
            }
            finally
            {
                SetServer(place, $"ALTER SYSTEM RESET {setting}", setting, "on");
            }
        }

        (await place.Open()).ShouldNotBeNull();
    }

    [Theory, OnPostgres]
    public async Task Events_are_read_with_sql_as_jsonb(JournalKind kind)
    {
        await using var place = places.New(kind);
        var writer = await EventWriter.TakingOver(await place.Open(), "s");
        await writer.Append("a");
        place.Execute("SELECT body ->> 'key' FROM riskcluster.events WHERE stream = 's' AND body @> '{\"type\":\"tried\"}' AND effects -> 0 ->> 'type' = 'told'").ShouldBe("a");
    }

    [Theory, OnPostgres]
    public async Task The_database_itself_refuses_to_forget(JournalKind kind)
    {
        await using var place = places.New(kind);
        var writer = await EventWriter.TakingOver(await place.Open(), "s");
        await writer.Append("a");
        await writer.TakeOver();
        foreach (var sql in new[]
        {
            "UPDATE riskcluster.event_texts SET body = '{}'", "DELETE FROM riskcluster.event_texts", "TRUNCATE riskcluster.event_texts", "DELETE FROM riskcluster.heads",
            "UPDATE riskcluster.heads SET epoch = epoch - 1", "UPDATE riskcluster.heads SET seq = seq - 1",
        })
            Should.Throw<PostgresException>(() => place.Execute(sql)).Message.ShouldContain("is never done", customMessage: sql);
    }

    [Theory, OnPostgres]
    public async Task Only_a_journal_of_this_programs_age_is_opened(JournalKind kind)
    {
        await using var place = places.New(kind);
        (await Should.ThrowAsync<JournalUnavailableException>(() => place.Open(options => options with { ReadOnly = true }))).Message.ShouldContain("has no journal");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => place.Open())); // Each migrates, one at a time.
        (await place.Open(options => options with { ReadOnly = true })).ShouldNotBeNull();
        place.Execute("INSERT INTO riskcluster.migrations (version) VALUES (99)");
        (await Should.ThrowAsync<JournalUnavailableException>(() => place.Open())).Message.ShouldContain("has schema 99");
        await Should.ThrowAsync<JournalUnavailableException>(async () => await JournalFactory.Open("postgres:Host=127.0.0.1;Port=1;Username=x;Timeout=2", None));
        (await Should.ThrowAsync<ArgumentException>(async () => await JournalFactory.Open("postgres:Port=many", None))).Message.ShouldContain("connection string");
    }

    [Theory, OnPostgres]
    public async Task A_killed_server_makes_appends_unavailable_and_comes_back_with_all_that_was_acknowledged(JournalKind kind)
    {
        await using var place = places.New(kind);
        var journal = await place.Open();
        var writer = await EventWriter.TakingOver(journal, "s");
        for (var n = 0; n < 20; n++) await writer.Append($"{n}");
        var killed = places.Server.Kill();
        await Should.ThrowAsync<JournalUnavailableException>(() => writer.Append("lost or not"));
        await Should.ThrowAsync<JournalUnavailableException>(async () => await journal.Heads(["s"], None));
        places.Server.Restart();
        places.Server.ProcessId.ShouldNotBe(killed);
        // A connection of the pool that died with the server may fail once more.
        var replay = await Retried(() => writer.TakeOver());
        replay.Head.Seq.ShouldBeInRange(20, 21);
        (await writer.Append("after")).ShouldBe(AppendOutcome.Appended);
    }

    private static async Task<T> Retried<T>(Func<Task<T>> body)
    {
        for (var left = 20; ; left--)
        {
            try
            {
                return await body();
            }
            catch (JournalUnavailableException) when (left > 0)
            {
            }
        }
    }

    private static void SetServer(JournalPlace place, string sql, string setting, string expected)
    {
        place.Execute(sql);
        place.Execute("SELECT pg_reload_conf()");
        SpinWait.SpinUntil(
            () =>
            {
                NpgsqlConnection.ClearAllPools();
                return (string?)place.Execute($"SHOW {setting}") == expected;
            },
            TimeSpan.FromSeconds(20)).ShouldBeTrue();
    }
}
