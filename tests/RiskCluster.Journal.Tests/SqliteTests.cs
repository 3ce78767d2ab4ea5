using RiskCluster.Journal.Sqlite;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Tests.Journals;

namespace RiskCluster.Journal.Tests;

/// <summary>What only SQLite can go through: a foreign file, a full disk, a file that its tools change.</summary>
[Collection(SharedServer.Name)]
public sealed class SqliteTests(JournalPlaces places)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task On_a_full_disk_nothing_is_acknowledged_that_is_not_there_and_space_heals_it()
    {
        await using var place = places.New(JournalKind.Sqlite);
        var store = SqliteStore.Open(place.File, readOnly: false);
        await using var journal = new GroupCommit(store, new JournalOptions(place.Address));
        await store.Execute("PRAGMA max_page_count = 60");
        var writer = await EventWriter.TakingOver(journal, "s");
        var big = $"[\"{new string('x', 9000)}\"]";
        long acknowledged = 0;
        var problem = await Should.ThrowAsync<JournalUnavailableException>(async () =>
        {
            for (var n = 0; n < 1000; n++)
            {
                await writer.Append(writer.Next($"{n}", big));
                acknowledged = writer.Head.Seq;
            }
        });
        problem.Message.ShouldContain("full");
        acknowledged.ShouldBeGreaterThan(3);
        (await journal.Heads(["s"], None))[0].Seq.ShouldBe(acknowledged);
        (await journal.Read("s", 0, None).CountAsync()).ShouldBe((int)acknowledged);

        await store.Execute("PRAGMA max_page_count = 100000");
        (await writer.TakeOver()).Head.Seq.ShouldBe(acknowledged);
        (await writer.Append("after")).ShouldBe(AppendOutcome.Appended);
    }

    [Theory]
    [InlineData(8, true)] // read-only file system
    [InlineData(10, true)] // I/O error, failed fsync
    [InlineData(11, true)] // corrupt
    [InlineData(5, false)] // busy
    [InlineData(13, false)] // full
    [InlineData(19, false)] // constraint
    public void What_leaves_the_file_in_doubt_ends_writing(int code, bool ends) =>
        SqliteFailures.EndsWriting(new Microsoft.Data.Sqlite.SqliteException("planned", code)).ShouldBe(ends);

    [Fact]
    public async Task A_writer_whose_file_is_in_doubt_refuses_until_opened_again_and_readers_go_on()
    {
        await using var place = places.New(JournalKind.Sqlite);
        var store = SqliteStore.Open(place.File, readOnly: false);
        await using (var journal = new GroupCommit(store, new JournalOptions(place.Address)))
        {
            var writer = await EventWriter.TakingOver(journal, "s");
            await writer.Append("a");
            // A file that only takes reads answers code 8, as a file system remounted read-only would.
            await store.Execute("PRAGMA query_only = 1");
            await Should.ThrowAsync<JournalUnavailableException>(() => writer.Append("b"));
            await Should.ThrowAsync<JournalUnavailableException>(() => store.Execute("PRAGMA query_only = 0"));
            (await Should.ThrowAsync<JournalUnavailableException>(() => writer.Append("c"))).Message.ShouldContain("read-only until it is opened again");
            await Should.ThrowAsync<JournalUnavailableException>(() => writer.TakeOver());
            (await journal.Read("s", 0, None).CountAsync()).ShouldBe(1);
        }

        var again = await EventWriter.TakingOver(await place.Open(), "s");
        (await again.Append("d")).ShouldBe(AppendOutcome.Appended);
    }

    [Fact]
    public async Task The_writer_waits_for_the_disk_and_the_log_is_ahead_of_the_file()
    {
        await using var place = places.New(JournalKind.Sqlite);
        var writer = new SqliteWriter(place.File);
        using (writer)
        {
            (await writer.Number("PRAGMA synchronous")).ShouldBe(2, "FULL");
            place.Execute("PRAGMA journal_mode").ShouldBe("wal");
        }
    }

    [Theory]
    [InlineData("UPDATE events SET body = '{}'", "never changed")]
    [InlineData("DELETE FROM events", "never deleted")]
    [InlineData("DELETE FROM heads", "never deleted")]
    [InlineData("UPDATE heads SET epoch = epoch - 1", "never fall")]
    [InlineData("UPDATE heads SET seq = seq - 1", "never fall")]
    public async Task The_file_itself_refuses_to_forget(string sql, string because)
    {
        await using var place = places.New(JournalKind.Sqlite);
        var writer = await EventWriter.TakingOver(await place.Open(), "s");
        await writer.Append("a");
        await writer.TakeOver();
        Should.Throw<Microsoft.Data.Sqlite.SqliteException>(() => place.Execute(sql)).Message.ShouldContain(because);
    }

    [Fact]
    public async Task Events_are_read_with_sql()
    {
        await using var place = places.New(JournalKind.Sqlite);
        var writer = await EventWriter.TakingOver(await place.Open(), "s");
        await writer.Append("a");
        place.Execute("SELECT body ->> 'key' FROM events WHERE stream = 's' AND effects ->> '$[0].type' = 'told'").ShouldBe("a");
    }

    [Fact]
    public async Task A_file_that_is_no_journal_is_refused_and_left_alone()
    {
        await using var place = places.New(JournalKind.Sqlite);
        await ShouldBeRefused(new JournalOptions(place.Address) { ReadOnly = true }, "there is no such file");
        File.Exists(place.File).ShouldBeFalse("reading makes no file");
        await ShouldBeRefused(new JournalOptions("sqlite:" + Path.Combine(place.File, "a", "b.db")), "there is no folder");

        await File.WriteAllTextAsync(place.File, new string('x', 5000));
        await ShouldBeRefused(new JournalOptions(place.Address), "not a database");
        await ShouldBeRefused(new JournalOptions(place.Address) { ReadOnly = true }, "not a database");
        File.Delete(place.File);

        place.Execute("CREATE TABLE mine (a)");
        await ShouldBeRefused(new JournalOptions(place.Address), "not a journal");
        place.Execute("SELECT count(*) FROM sqlite_schema").ShouldBe(1L);
        File.Delete(place.File);

        await (await JournalFactory.Open(place.Address, None)).DisposeAsync();
        place.Execute("PRAGMA user_version = 99");
        await ShouldBeRefused(new JournalOptions(place.Address), "has schema 99");
    }

    [Fact]
    public async Task A_journal_opened_for_reading_reads_and_refuses_writes()
    {
        await using var place = places.New(JournalKind.Sqlite);
        var writer = await EventWriter.TakingOver(await place.Open(), "s");
        await writer.Append("a");
        var reader = await place.Open(options => options with { ReadOnly = true });
        (await reader.Read("s", 0, None).CountAsync()).ShouldBe(1);
        await Should.ThrowAsync<JournalUnavailableException>(async () => await reader.TakeOver("s", None));
        await Should.ThrowAsync<JournalUnavailableException>(async () => await reader.Append(writer.Next("b"), None));
        (await writer.Append("b")).ShouldBe(AppendOutcome.Appended);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sqlite:")]
    [InlineData("mysql:somewhere")]
    [InlineData("journal.db")]
    public async Task An_address_that_is_none_says_what_one_looks_like(string address) =>
        (await Should.ThrowAsync<ArgumentException>(async () => await JournalFactory.Open(address, None))).Message.ShouldContain("sqlite:PATH");

    private static async Task ShouldBeRefused(JournalOptions options, string because) =>
        (await Should.ThrowAsync<JournalUnavailableException>(async () => await JournalFactory.Open(options, None))).Message.ShouldContain(because);
}
