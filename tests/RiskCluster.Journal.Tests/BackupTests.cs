using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using RiskCluster.Journal.Access;
using RiskCluster.Journal.Backups;
using RiskCluster.Journal.Verification;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Tests.Journals;

namespace RiskCluster.Journal.Tests;

/// <summary>Backup and restore, between databases of one kind and of two.</summary>
[Collection(SharedServer.Name)]
public sealed class BackupTests(JournalPlaces places)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_restored_journal_is_the_same_and_those_who_wrote_the_old_one_are_fenced(JournalKind kind)
    {
        await using var old = places.New(kind);
        var journal = await old.Open();
        var writer = await EventWriter.TakingOver(journal, "Account:a/1");
        foreach (var key in new[] { "a", "b", "ü\U0001F600" }) (await writer.Append(key)).ShouldBe(AppendOutcome.Appended);
        (await (await EventWriter.TakingOver(journal, "Venue:a")).Append("c")).ShouldBe(AppendOutcome.Appended);
        await EventWriter.TakingOver(journal, "empty");
        await journal.MarkDelivered("Account:a/1", writer.Head.Epoch, 2, None);
        await using (var access = await AccessStores.Open(old.Address, None))
        {
            (await access.Add(new("k-1", new string('a', 64), "admin", "root", "admin", 5), None)).ShouldBeTrue();
            (await access.Add(new("k-2", new string('b', 64), "desk", "eve", "risk:read", 6, 7), None)).ShouldBeTrue();
        }

        var (backup, report) = await Backup(old);
        report.ShouldBe(new(1234, 3, 4, 2));
        // Into the other kind of database too: the form is the journal's own.
        foreach (var target in new[] { JournalKind.Sqlite, JournalKind.Postgres })
        {
            if (target == JournalKind.Postgres && kind == JournalKind.Sqlite && Postgres.PostgresTrialServer.Find() is null) continue;
            await using var fresh = places.New(target);
            (await Restore(backup, fresh)).ShouldBe(report);
            var restored = await fresh.Open();
            var heads = await restored.Streams("", None).ToListAsync();
            heads.Select(head => (head.Stream, head.Seq, head.DeliveredSeq)).ShouldBe([("Account:a/1", 3, 2), ("Venue:a", 1, 0), ("empty", 0, 0)]);
            heads.ShouldAllBe(head => head.Epoch == 1 + JournalBackup.EpochLeap);
            (await Texts(restored)).ShouldBe(await Texts(journal));
            (await new JournalVerifier(restored).Verify("", null, None)).Findings.ShouldBeEmpty();
            (await restored.Undelivered(None).Select(head => head.Stream).ToListAsync()).ShouldBe(["Account:a/1", "Venue:a"]);
            (await restored.Append(writer.Next("late"), None)).ShouldBe(AppendOutcome.Fenced);
            await using var keys = await AccessStores.Open(fresh.Address, None);
            (await keys.Keys(None)).Select(key => (key.KeyId, key.Scopes, key.RevokedAtMs)).ShouldBe([("k-1", "admin", null), ("k-2", "risk:read", 7)]);

            var next = await EventWriter.TakingOver(restored, "Account:a/1");
            (await next.Append("d")).ShouldBe(AppendOutcome.Appended);
            (await Should.ThrowAsync<JournalUnavailableException>(() => Restore(backup, fresh))).Message.ShouldContain("is not empty");
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_backup_under_load_is_of_one_moment(JournalKind kind)
    {
        await using var old = places.New(kind);
        var journal = await old.Open();
        using var stop = new CancellationTokenSource();
        var count = 0;
        // Each event of the second stream follows the durable one of the first: no moment has more of the second, nor two fewer.
        var load = Enumerable.Range(0, 4).Select(pair => Task.Run(async () =>
        {
            var (first, second) = (await EventWriter.TakingOver(journal, $"first-{pair}"), await EventWriter.TakingOver(journal, $"second-{pair}"));
            while (!stop.IsCancellationRequested)
            {
                (await first.Append($"{count}")).ShouldBe(AppendOutcome.Appended);
                (await second.Append($"{count}")).ShouldBe(AppendOutcome.Appended);
                Interlocked.Increment(ref count);
            }
        })).ToArray();
        var backups = new List<(byte[] Backup, BackupReport Report)>();
        for (var i = 0; i < 3; i++)
        {
            var before = Volatile.Read(ref count);
            while (Volatile.Read(ref count) < before + 100 && !load.Any(task => task.IsCompleted)) await Task.Delay(5);
            backups.Add(await Backup(old));
        }

        await stop.CancelAsync();
        await Task.WhenAll(load);
        foreach (var (backup, report) in backups)
        {
            await using var fresh = places.New(kind);
            await Restore(backup, fresh);
            var restored = await fresh.Open();
            var verified = await new JournalVerifier(restored).Verify("", null, None);
            (verified.Findings.Count, verified.Streams, verified.Events).ShouldBe((0, 8, report.Events));
            var heads = await restored.Streams("", None).ToDictionaryAsync(head => head.Stream, head => head.Seq);
            for (var pair = 0; pair < 4; pair++) (heads[$"first-{pair}"] - heads[$"second-{pair}"]).ShouldBeInRange(0, 1);
        }

        backups.Select(item => item.Report.Events).ShouldBeInOrder();
        backups[^1].Report.Events.ShouldBeGreaterThan(backups[0].Report.Events);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_backup_that_was_cut_off_or_changed_restores_nothing(JournalKind kind)
    {
        await using var old = places.New(kind);
        var writer = await EventWriter.TakingOver(await old.Open(), "s");
        foreach (var key in new[] { "a", "b", "c" }) await writer.Append(key);
        var (backup, _) = await Backup(old);
        var lines = Lines(backup);
        lines.Length.ShouldBe(6);
        await using var fresh = places.New(kind);
        await Refused("breaks off", [.. lines[..^1]]);
        await Refused("not those that were written", [lines[0], lines[1].Replace("\"delivered_seq\":0", "\"delivered_seq\":1"), .. lines[2..]]);
        await Refused("its hash is not that", [.. lines[..3], lines[3].Replace("\"key\":\"b\"", "\"key\":\"x\""), .. lines[4..]]);
        await Refused("follows event", [.. lines[..2], .. lines[3..]]);
        await Refused("the head is event 3", [.. lines[..4], .. lines[5..]]);
        await Refused("there is no such stream", [lines[0], .. lines[2..]]);
        await Refused("stands after the end", [.. lines, "{}"]);
        await Refused("is no backup", ["{\"format\":\"riskcluster.backup/9\",\"at_ms\":1}"]);
        await Refused("is no line", ["nothing"]);
        (await Should.ThrowAsync<FormatException>(() => Restore(backup[..^20], fresh))).ShouldNotBeNull();
        (await Should.ThrowAsync<FormatException>(() => Restore(Encoding.UTF8.GetBytes("no gzip"), fresh))).Message.ShouldContain("line 1");
        await Restore(backup, fresh);

        async Task Refused(string problem, string[] changed)
        {
            (await Should.ThrowAsync<FormatException>(() => Restore(Zip(changed), fresh))).Message.ShouldContain(problem);
            (await (await fresh.Open()).Streams("", None).CountAsync()).ShouldBe(0, problem);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_restore_is_held_against_a_checkpoint(JournalKind kind)
    {
        await using var old = places.New(kind);
        var journal = await old.Open();
        var writer = await EventWriter.TakingOver(journal, "s");
        await writer.Append("a");
        var (early, _) = await Backup(old);
        await writer.Append("b");
        var checkpoint = await JournalCheckpoint.Of(journal, 1, None);
        await writer.Append("c");
        var (late, _) = await Backup(old);
        await using var fresh = places.New(kind);
        (await Should.ThrowAsync<FormatException>(() => Restore(early, fresh, checkpoint))).Message.ShouldContain("the checkpoint vouches for this event");
        var other = checkpoint with { Heads = [.. checkpoint.Heads, new CheckpointHead("gone", 1, [.. new byte[32]])] };
        (await Should.ThrowAsync<FormatException>(() => Restore(late, fresh, other))).Message.ShouldContain("the backup does not");
        (await Restore(late, fresh, checkpoint)).Events.ShouldBe(3);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_damaged_journal_is_not_backed_up_as_if_it_were_whole(JournalKind kind)
    {
        await using var old = places.New(kind);
        var writer = await EventWriter.TakingOver(await old.Open(), "s");
        foreach (var key in new[] { "a", "b" }) await writer.Append(key);
        old.Tamper($"UPDATE {old.Events} SET at_ms = 5 WHERE seq = 1");
        (await Should.ThrowAsync<FormatException>(() => Backup(old))).Message.ShouldBe("s: event 1: its hash is not that of its content and the events before it");
    }

    [Fact]
    public async Task What_is_no_kept_journal_has_no_backup()
    {
        using var output = new MemoryStream();
        (await Should.ThrowAsync<ArgumentException>(() => JournalBackup.Write(new("memory:"), output, 1, None))).Message.ShouldContain("memory:");
        (await Should.ThrowAsync<JournalUnavailableException>(() => JournalBackup.Write(new("sqlite:/nowhere/at/all"), output, 1, None))).Message.ShouldContain("no such file");
    }

    private static async Task<(byte[] Backup, BackupReport Report)> Backup(JournalPlace place)
    {
        using var output = new MemoryStream();
        var report = await JournalBackup.Write(new(place.Address) { ReadOnly = true }, output, 1234, None);
        return (output.ToArray(), report);
    }

    private static async Task<BackupReport> Restore(byte[] backup, JournalPlace place, JournalCheckpoint? checkpoint = null)
    {
        using var input = new MemoryStream(backup);
        return await JournalBackup.Restore(input, new(place.Address), checkpoint, None);
    }

    private static async Task<ImmutableArray<string>> Texts(IJournal journal)
    {
        using var output = new MemoryStream();
        await JournalExport.Write(journal, "", output, None);
        return [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n')];
    }

    private static string[] Lines(byte[] backup)
    {
        using var zipped = new GZipStream(new MemoryStream(backup), CompressionMode.Decompress);
        using var reader = new StreamReader(zipped);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static byte[] Zip(string[] lines)
    {
        using var output = new MemoryStream();
        using (var zipped = new GZipStream(output, CompressionLevel.Fastest))
        using (var writer = new StreamWriter(zipped))
            foreach (var line in lines) writer.Write(line + "\n");
        return output.ToArray();
    }
}
