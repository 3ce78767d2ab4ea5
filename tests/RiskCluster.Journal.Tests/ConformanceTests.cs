using System.Text;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Tests.Journals;

namespace RiskCluster.Journal.Tests;

/// <summary>What every journal does: one suite, three implementations.</summary>
[Collection(SharedServer.Name)]
public sealed class ConformanceTests(JournalPlaces places)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnMemory, OnSqlite, OnPostgres]
    public async Task A_new_stream_is_empty_and_of_the_first_epoch(JournalKind kind)
    {
        await using var place = places.New(kind);
        var journal = await place.Open();
        var replay = await journal.TakeOver("Account:a/1", None);
        (replay.Head.Epoch, replay.Head.Seq, replay.Head.DeliveredSeq).ShouldBe((1, 0, 0));
        replay.Head.Hash.ShouldBe(HashChain.Start("Account:a/1"));
        replay.Snapshot.ShouldBeNull();
        replay.Tail.ShouldBeEmpty();
    }

    [Theory, OnMemory, OnSqlite, OnPostgres]
    public async Task What_was_appended_reads_back_byte_for_byte_and_in_order(JournalKind kind)
    {
        await using var place = places.New(kind);
        var writer = await EventWriter.TakingOver(await place.Open(), "s");
        // Spaces, order of members, repeated members and spellings of numbers are what jsonb would not keep.
        var append = writer.Next("k", """{"b":1,  "a":1.10, "a":2}""", """{"text":"\u00e9 é 𝄞 \" \\ /"}""", """{"type":"last","n":1e2}""");
        (await writer.Append(append)).ShouldBe(AppendOutcome.Appended);
        (await writer.Append("second")).ShouldBe(AppendOutcome.Appended);

        var other = await place.Open();
        var replay = await other.TakeOver("s", None);
        replay.Head.ShouldBe(writer.Head with { Epoch = 2 }, HeadComparer.Instance);
        replay.Tail.Length.ShouldBe(4);
        foreach (var (read, written) in replay.Tail.Zip(append.Records)) ShouldBeSame(read, written);
        (await other.Read("s", 2, None).Select(item => item.Seq).ToListAsync()).ShouldBe([3, 4]);
        (await other.Read("s", 4, None).ToListAsync()).ShouldBeEmpty();
        (await other.Read("nobody", 0, None).ToListAsync()).ShouldBeEmpty();
    }

    [Theory, OnMemory, OnSqlite, OnPostgres]
    public async Task Whoever_was_taken_over_writes_nothing_more(JournalKind kind)
    {
        await using var place = places.New(kind);
        var old = await EventWriter.TakingOver(await place.Open(), "s");
        (await old.Append("a")).ShouldBe(AppendOutcome.Appended);
        var successor = await EventWriter.TakingOver(await place.Open(), "s");
        (await old.Append("b")).ShouldBe(AppendOutcome.Fenced);
        (await successor.Append("c")).ShouldBe(AppendOutcome.Appended);
        (await old.Append("d")).ShouldBe(AppendOutcome.Fenced);
        var journal = await place.Open();
        (await journal.Read("s", 0, None).Select(item => item.Message.Key).ToListAsync()).ShouldBe(["a", "c"]);
        var head = (await journal.Heads(["s"], None)).ShouldHaveSingleItem();
        head.ShouldBe(successor.Head, HeadComparer.Instance);
    }

    [Theory, OnMemory, OnSqlite, OnPostgres]
    public async Task A_stream_that_nobody_took_over_takes_nothing(JournalKind kind)
    {
        await using var place = places.New(kind);
        var journal = await place.Open();
        (await journal.Append(new EventWriter(journal, "s").Next("a"), None)).ShouldBe(AppendOutcome.Fenced);
        (await journal.Heads(["s"], None)).ShouldBeEmpty();
        (await journal.Read("s", 0, None).ToListAsync()).ShouldBeEmpty();
    }

    [Theory, OnMemory, OnSqlite, OnPostgres]
    public async Task An_append_that_does_not_follow_the_head_is_a_bug_and_writes_nothing(JournalKind kind)
    {
        await using var place = places.New(kind);
        var journal = await place.Open();
        var writer = await EventWriter.TakingOver(journal, "s");
        var first = writer.Next("a");
        await writer.Append(first);
        await Should.ThrowAsync<OutOfStepException>(async () => await journal.Append(first, None));
        (await journal.Read("s", 0, None).ToListAsync()).Count.ShouldBe(1);
        (await writer.Append("b")).ShouldBe(AppendOutcome.Appended);
    }

    [Theory, OnMemory, OnSqlite, OnPostgres]
    public async Task Conflicts_stay_with_their_stream(JournalKind kind)
    {
        await using var place = places.New(kind);
        var journal = await place.Open();
        var writers = new List<EventWriter>();
        for (var i = 0; i < 60; i++) writers.Add(await EventWriter.TakingOver(journal, $"s{i:00}"));
        for (var i = 0; i < 60; i += 3) await journal.TakeOver($"s{i:00}", None);
        var outcomes = await Task.WhenAll(writers.Select(writer => writer.Append("a")));
        for (var i = 0; i < 60; i++) outcomes[i].ShouldBe(i % 3 == 0 ? AppendOutcome.Fenced : AppendOutcome.Appended);
        (await journal.Streams("s", None).Where(head => head.Seq == 1).CountAsync()).ShouldBe(40);
    }

    [Theory, OnMemory, OnSqlite, OnPostgres]
    public async Task Many_writers_at_once_and_each_stream_whole(JournalKind kind)
    {
        await using var place = places.New(kind);
        var journal = await place.Open();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            var writer = await EventWriter.TakingOver(journal, $"s{i}");
            for (var n = 0; n < 25; n++) (await writer.Append(writer.Next($"{n}", $"[{n}]", $"[{n},1]"))).ShouldBe(AppendOutcome.Appended);
        })));
        var report = await new Verification.JournalVerifier(journal).Verify("", null, None);
        (report.Streams, report.Events).ShouldBe((40, 2000));
        report.Findings.ShouldBeEmpty();
    }

    [Theory, OnMemory, OnSqlite, OnPostgres]
    public async Task Appends_sent_without_waiting_keep_their_order(JournalKind kind)
    {
        await using var place = places.New(kind);
        var journal = await place.Open();
        var writer = await EventWriter.TakingOver(journal, "s");
        var sent = new List<Task<AppendOutcome>>();
        for (var n = 0; n < 200; n++)
        {
            var append = writer.Next($"{n}");
            sent.Add(journal.Append(append, None).AsTask());
            writer.Follow(append);
        }

        (await Task.WhenAll(sent)).ShouldAllBe(outcome => outcome == AppendOutcome.Appended);
        (await journal.Read("s", 0, None).Select(item => item.Message.Key).ToListAsync()).ShouldBe(Enumerable.Range(0, 200).Select(n => $"{n}"));
    }

    [Theory, OnMemory, OnSqlite, OnPostgres]
    public async Task Streams_come_by_prefix_in_order_of_their_bytes(JournalKind kind)
    {
        await using var place = places.New(kind);
        var journal = await place.Open();
        string[] names = ["Account:a/1", "Account:a/10", "Account:a/2", "Account:a%", "Account:a_b", "Account:ab", "Account:a\uFF21", "Account:a𝄞", "account:a/1", "Account:", "B"];
        foreach (var name in names) await journal.TakeOver(name, None);
        var expected = names.Where(name => name.StartsWith("Account:a", StringComparison.Ordinal)).OrderBy(name => Convert.ToHexString(Encoding.UTF8.GetBytes(name)), StringComparer.Ordinal);
        (await journal.Streams("Account:a", None).Select(head => head.Stream).ToListAsync()).ShouldBe(expected);
        (await journal.Streams("", None).CountAsync()).ShouldBe(names.Length);
        (await journal.Streams("C", None).CountAsync()).ShouldBe(0);
    }

    [Theory, OnMemory, OnSqlite, OnPostgres]
    public async Task Many_streams_are_taken_over_in_bulk_and_long_ones_read_in_full(JournalKind kind)
    {
        await using var place = places.New(kind);
        var journal = await place.Open();
        var names = Enumerable.Range(0, 2300).Select(i => $"s{i:0000}").ToList();
        var replays = await journal.TakeOver(names, None).ToListAsync();
        replays.Select(replay => replay.Head.Stream).Order(StringComparer.Ordinal).ShouldBe(names);
        var writer = new EventWriter(journal, "s0007");
        await writer.TakeOver();
        await writer.Append(writer.Next("long", [.. Enumerable.Range(0, 2300).Select(n => $"[{n}]")]));
        replays = await journal.TakeOver(names, None).ToListAsync();
        replays.Count.ShouldBe(2300);
        foreach (var replay in replays) replay.Head.Epoch.ShouldBe(replay.Head.Stream == "s0007" ? 3 : 2);
        replays.Single(replay => replay.Head.Stream == "s0007").Tail.Select(item => item.Seq).ShouldBe(Enumerable.Range(1, 2300).Select(n => (long)n));
        (await journal.Read("s0007", 0, None).CountAsync()).ShouldBe(2300);
        (await journal.Streams("", None).CountAsync()).ShouldBe(2300);
    }

    [Theory, OnMemory, OnSqlite, OnPostgres]
    public async Task A_snapshot_shortens_the_replay_and_never_goes_back(JournalKind kind)
    {
        await using var place = places.New(kind);
        var journal = await place.Open();
        var writer = await EventWriter.TakingOver(journal, "s");
        var heads = new List<StreamHead>();
        for (var n = 0; n < 5; n++)
        {
            await writer.Append($"{n}");
            heads.Add(writer.Head);
        }

        await journal.SaveSnapshot(SnapshotAt(heads[2], """{"state":3}"""), None);
        await journal.SaveSnapshot(SnapshotAt(heads[1], """{"state":2}"""), None);
        await journal.SaveSnapshot(SnapshotAt(heads[4] with { Hash = heads[3].Hash }, """{"state":"of other events"}"""), None);
        await journal.SaveSnapshot(SnapshotAt(heads[4] with { Seq = 9 }, """{"state":"of events to come"}"""), None);
        await journal.SaveSnapshot(SnapshotAt(heads[4] with { Stream = "nobody" }, "{}"), None);

        var snapshot = (await journal.ReadSnapshot("s", None)).ShouldNotBeNull();
        (snapshot.Seq, snapshot.RulesVersion, Encoding.UTF8.GetString(snapshot.State)).ShouldBe((3, "rules 1", """{"state":3}"""));
        snapshot.Hash.ShouldBe(heads[2].Hash);
        var replay = await journal.TakeOver("s", None);
        replay.Snapshot!.Seq.ShouldBe(3);
        replay.Tail.Select(item => item.Seq).ShouldBe([4, 5]);
        (await journal.ReadSnapshot("nobody", None)).ShouldBeNull();
    }

    [Theory, OnMemory, OnSqlite, OnPostgres]
    public async Task Marks_rise_stay_within_the_stream_and_need_the_epoch(JournalKind kind)
    {
        await using var place = places.New(kind);
        var journal = await place.Open();
        var writer = await EventWriter.TakingOver(journal, "s");
        for (var n = 0; n < 3; n++) await writer.Append($"{n}");
        async Task<long> Delivered(long epoch, long seq)
        {
            await journal.MarkDelivered("s", epoch, seq, None);
            return (await journal.Heads(["s"], None))[0].DeliveredSeq;
        }

        (await Delivered(1, 2)).ShouldBe(2);
        (await Delivered(1, 1)).ShouldBe(2);
        (await Delivered(1, 4)).ShouldBe(2);
        (await writer.TakeOver()).Head.DeliveredSeq.ShouldBe(2);
        (await Delivered(1, 3)).ShouldBe(2);
        (await Delivered(2, 3)).ShouldBe(3);
        await journal.MarkDelivered("nobody", 1, 1, None);
        (await journal.Heads(["nobody"], None)).ShouldBeEmpty();
    }

    [Theory, OnMemory, OnSqlite, OnPostgres]
    public async Task A_bad_event_is_refused_alone_and_others_go_on(JournalKind kind)
    {
        await using var place = places.New(kind);
        var journal = await place.Open();
        var bad = await EventWriter.TakingOver(journal, "bad");
        var good = await EventWriter.TakingOver(journal, "good");
        foreach (var append in BadAppends(bad))
        {
            var next = good.Append("good");
            await Should.ThrowAsync<ArgumentException>(async () => await journal.Append(append, None));
            (await next).ShouldBe(AppendOutcome.Appended);
        }

        await Should.ThrowAsync<ArgumentException>(async () => await journal.TakeOver("", None));
        await Should.ThrowAsync<ArgumentException>(async () => await journal.TakeOver("a\0b", None));
        await Should.ThrowAsync<ArgumentException>(async () => await journal.TakeOver(new string('x', 1025), None));
        await Should.ThrowAsync<ArgumentException>(async () => await journal.SaveSnapshot(new StreamSnapshot("bad", 1, new byte[32], "r", "{"u8.ToArray()), None));
        (await journal.Heads(["bad"], None))[0].Seq.ShouldBe(0);
    }

    private static IEnumerable<StreamAppend> BadAppends(EventWriter writer)
    {
        foreach (var body in new[] { "", "{", "{}{}", "{\n}", """{"a":"\u0000"}""", """{"\ud800":1}""", """["\udc00"]""", "nothing" }) yield return writer.Next("a", body);
        var good = writer.Next("a");
        var item = good.Records[0];
        yield return good with { Records = [] };
        yield return good with { Records = [item with { Seq = 2 }] };
        yield return good with { Records = [item with { Epoch = 7 }] };
        yield return good with { Records = [item with { Hash = [1] }] };
        yield return good with { Records = [item with { Effects = "x"u8.ToArray() }] };
        yield return good with { Records = [item with { Body = [(byte)'"', 0xff, (byte)'"'] }] };
        yield return good with { Records = [item with { Message = new MessageId("a\0", 1, "") }] };
        yield return good with { Records = [item with { Message = new MessageId("a!b", 1, "") }] };
    }

    private static StreamSnapshot SnapshotAt(StreamHead head, string state) => new(head.Stream, head.Seq, head.Hash, "rules 1", Encoding.UTF8.GetBytes(state));

    private static void ShouldBeSame(JournalRecord read, JournalRecord written)
    {
        (read.Seq, read.Epoch, read.Message, read.AtMs).ShouldBe((written.Seq, written.Epoch, written.Message, written.AtMs));
        Encoding.UTF8.GetString(read.Body).ShouldBe(Encoding.UTF8.GetString(written.Body));
        read.Effects.ShouldBe(written.Effects);
        read.CommandHash.ShouldBe(written.CommandHash);
        read.Hash.ShouldBe(written.Hash);
    }

    private sealed class HeadComparer : IEqualityComparer<StreamHead>
    {
        public static readonly HeadComparer Instance = new();

        public bool Equals(StreamHead? x, StreamHead? y) => Text(x) == Text(y);

        public int GetHashCode(StreamHead head) => Text(head).GetHashCode(StringComparison.Ordinal);

        private static string Text(StreamHead? head) => head is null ? "" : $"{head.Stream} {head.Epoch} {head.Seq} {Convert.ToHexString(head.Hash)} {head.DeliveredSeq}";
    }
}
