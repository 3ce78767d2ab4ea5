using RiskCluster.Runtime.Journaling;
using RiskCluster.Tests.Journals;

namespace RiskCluster.Journal.Tests;

/// <summary>What a process that starts asks a journal: whose actors are to be in memory, and whose effects nobody has delivered.</summary>
[Collection(SharedServer.Name)]
public sealed class AwakeTests(JournalPlaces places)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnMemory, OnSqlite, OnPostgres]
    public async Task The_last_append_says_whether_an_actor_is_awake(JournalKind kind)
    {
        await using var place = places.New(kind);
        var journal = await place.Open();
        await EventWriter.TakingOver(journal, "Account:a/new");
        var flat = await EventWriter.TakingOver(journal, "Account:a/flat");
        await flat.Append(flat.Next("a"));
        await flat.Append(flat.Next("b") with { IsAwake = false });
        var held = await EventWriter.TakingOver(journal, "Account:a/held");
        await held.Append(held.Next("a") with { IsAwake = false });
        await held.Append(held.Next("b"));
        await (await EventWriter.TakingOver(journal, "Venue:a")).Append("a");

        (await Names(journal.Awake("Account:", None))).ShouldBe(["Account:a/held"]);
        (await Names(journal.Awake("", None))).ShouldBe(["Account:a/held", "Venue:a"]);
        (await journal.Awake("Account:", None).SingleAsync()).Seq.ShouldBe(2);

        // Taking a stream over changes nothing, and a refused append neither.
        var other = await place.Open();
        await EventWriter.TakingOver(other, "Account:a/held");
        (await held.Append(held.Next("c") with { IsAwake = false })).ShouldBe(AppendOutcome.Fenced);
        (await Names(other.Awake("Account:", None))).ShouldBe(["Account:a/held"]);
    }

    [Theory, OnMemory, OnSqlite, OnPostgres]
    public async Task Undelivered_are_streams_whose_last_effect_has_no_mark(JournalKind kind)
    {
        await using var place = places.New(kind);
        var journal = await place.Open();
        var silent = await EventWriter.TakingOver(journal, "silent");
        var silence = silent.Next("a");
        await silent.Append(silence with { Records = [silence.Records[0] with { Effects = null }] });
        var told = await EventWriter.TakingOver(journal, "told");
        await told.Append("a");
        var waiting = await EventWriter.TakingOver(journal, "waiting");
        await waiting.Append("a");
        await journal.MarkDelivered("waiting", 1, 1, None);
        await waiting.Append("b");
        (await Names(journal.Undelivered(None))).ShouldBe(["told", "waiting"]);
        await journal.MarkDelivered("told", 1, 1, None);
        (await Names(journal.Undelivered(None))).ShouldBe(["waiting"]);
        var quiet = told.Next("b");
        await told.Append(quiet with { Records = [quiet.Records[0] with { Effects = null }] });
        (await Names(journal.Undelivered(None))).ShouldBe(["waiting"], "an event without effects waits for nobody");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_a_journal_of_the_first_schema_every_actor_is_awake_until_its_next_append_says_otherwise(JournalKind kind)
    {
        await using var place = places.New(kind);
        MakeFirstSchema(place);
        place.Execute($"INSERT INTO {place.Heads} (stream, epoch, seq, hash, delivered_seq) VALUES ('a', 1, 2, {Hash(kind)}, 0), ('b', 1, 2, {Hash(kind)}, 1)");
        foreach (var stream in new[] { "a", "b" })
            place.Execute($$"""INSERT INTO {{place.Events}} (stream, seq, epoch, message, command_hash, at_ms, body, effects, hash) VALUES ('{{stream}}', 1, 1, 'test!x', {{Hash(kind)}}, 0, '{}', '[1]', {{Hash(kind)}}), ('{{stream}}', 2, 1, 'test!y', {{Hash(kind)}}, 0, '{}', NULL, {{Hash(kind)}})""");

        var journal = await place.Open();
        (await Names(journal.Awake("", None))).ShouldBe(["a", "b"]);
        (await Names(journal.Undelivered(None))).ShouldBe(["a"], "the mark of b stands at its last effect");
        var writer = await EventWriter.TakingOver(journal, "b");
        (await writer.Append(writer.Next("c") with { IsAwake = false })).ShouldBe(AppendOutcome.Appended);
        (await Names(journal.Awake("", None))).ShouldBe(["a"]);
        (await Names((await place.Open(options => options with { ReadOnly = true })).Awake("", None))).ShouldBe(["a"]);
    }

    [Theory, OnPostgres]
    public async Task Whoever_looks_for_the_few_that_are_awake_does_not_walk_over_the_many_that_sleep(JournalKind kind)
    {
        // SQLite is told which index to use, and fails where it cannot.
        await using var place = places.New(kind);
        await (await EventWriter.TakingOver(await place.Open(), "Account:m/awake")).Append("a");
        place.Execute("INSERT INTO riskcluster.heads (stream, epoch, hash, is_awake) SELECT 'Account:s/' || n, 1, sha256(n::text::bytea), false FROM generate_series(1, 5000) n; ANALYZE riskcluster.heads");
        foreach (var (index, condition) in new[] { ("heads_awake", "is_awake"), ("heads_undelivered", "effect_seq > delivered_seq") })
            $"{place.Execute($"EXPLAIN (FORMAT JSON) SELECT stream FROM riskcluster.heads WHERE {condition} AND stream > 'Account:' ORDER BY stream LIMIT 1000")}".ShouldContain(index);
    }

    private static void MakeFirstSchema(JournalPlace place)
    {
        if (place.Kind == JournalKind.Sqlite)
        {
            place.Execute($"{SchemaScripts.Of("sqlite")[0].Text}; PRAGMA application_id = 1380142154; PRAGMA user_version = 1");
            return;
        }

        place.Execute("CREATE SCHEMA riskcluster; CREATE TABLE riskcluster.migrations (version int PRIMARY KEY, at timestamptz NOT NULL DEFAULT now()); INSERT INTO riskcluster.migrations (version) VALUES (1)");
        place.Execute(SchemaScripts.Of("postgres")[0].Text);
    }

    private static string Hash(JournalKind kind) => kind == JournalKind.Sqlite ? $"x'{new string('0', 64)}'" : $"'\\x{new string('0', 64)}'";

    private static ValueTask<List<string>> Names(IAsyncEnumerable<StreamHead> heads) => heads.Select(head => head.Stream).ToListAsync(None);
}
