using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RiskCluster.Journal.Verification;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Tests.Journals;

namespace RiskCluster.Journal.Tests;

/// <summary>Somebody with the database's own tools changes what happened; the walk finds it, and with a checkpoint also what the journal alone cannot show.</summary>
[Collection(SharedServer.Name)]
public sealed class TamperTests(JournalPlaces places)
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static TheoryData<string, string> Changes => new()
    {
        { "UPDATE {events} SET body = '{\"type\":\"tried\",\"key\":\"9\"}' WHERE stream = 'b' AND seq = 3", "its hash" },
        { "UPDATE {events} SET effects = NULL WHERE stream = 'b' AND seq = 3", "its hash" },
        { "UPDATE {events} SET at_ms = 5 WHERE stream = 'b' AND seq = 3", "its hash" },
        { "UPDATE {events} SET message = 'test!9' WHERE stream = 'b' AND seq = 3", "its hash" },
        { "UPDATE {events} SET epoch = 2 WHERE stream = 'b' AND seq = 3", "after one of 2" },
        { "UPDATE {events} SET stream = 'a', seq = 7 WHERE stream = 'b' AND seq = 5", "the head is event 5" },
        { "DELETE FROM {events} WHERE stream = 'b' AND seq = 3", "follows event 2" },
        { "DELETE FROM {events} WHERE stream = 'b' AND seq = 5", "the head is event 5" },
        { "UPDATE {heads} SET seq = 4 WHERE stream = 'b'", "stands beyond the head" },
        { "UPDATE {heads} SET epoch = 1 WHERE stream = 'c'", "the head is of epoch 1" },
    };

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_change_is_found_where_it_was_made(JournalKind kind)
    {
        foreach (var (sql, problem) in Changes.Select(row => ((string)row[0], (string)row[1])))
        {
            await using var place = places.New(kind);
            var journal = await Written(place);
            (await new JournalVerifier(journal).Verify("", null, None)).Findings.ShouldBeEmpty();
            place.Tamper(sql.Replace("{events}", place.Events, StringComparison.Ordinal).Replace("{heads}", place.Heads, StringComparison.Ordinal));
            var report = await new JournalVerifier(journal).Verify("", null, None);
            report.Findings.ShouldContain(finding => finding.Problem.Contains(problem, StringComparison.Ordinal), $"{sql}: {string.Join("; ", report.Findings)}");
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_damaged_stream_is_not_replayed_and_harms_no_other(JournalKind kind)
    {
        await using var place = places.New(kind);
        var journal = await Written(place);
        place.Tamper($"DELETE FROM {place.Events} WHERE stream = 'b' AND seq = 3");
        (await Should.ThrowAsync<JournalUnavailableException>(async () => await journal.TakeOver("b", None))).Message.ShouldBe("stream b is damaged: event 3 is missing");
        (await journal.TakeOver(["a", "b", "c"], None).Select(replay => replay.Head.Stream).ToListAsync()).ShouldBe(["a", "c"], ignoreOrder: true);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_cleanly_cut_tail_and_a_vanished_stream_are_found_with_a_checkpoint_only(JournalKind kind)
    {
        await using var place = places.New(kind);
        var journal = await Written(place);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var file = SignedCheckpoint.Sign(await JournalCheckpoint.Of(journal, 1000, None), key.ExportECPrivateKeyPem());
        var checkpoint = SignedCheckpoint.Read(file, key.ExportSubjectPublicKeyInfoPem());
        (await new JournalVerifier(journal).Verify("", checkpoint, None)).Findings.ShouldBeEmpty();

        var hash = (await journal.Read("b", 3, None).FirstAsync()).Hash;
        var literal = kind == JournalKind.Postgres ? $"'\\x{Convert.ToHexString(hash)}'" : $"x'{Convert.ToHexString(hash)}'";
        place.Tamper($"DELETE FROM {place.Events} WHERE stream = 'b' AND seq > 4; UPDATE {place.Heads} SET seq = 4, hash = {literal} WHERE stream = 'b'; DELETE FROM {place.Events} WHERE stream = 'a'; DELETE FROM {place.Heads} WHERE stream = 'a'");
        (await new JournalVerifier(journal).Verify("", null, None)).Findings.ShouldBeEmpty("a chain cut off with its head looks whole");
        var findings = (await new JournalVerifier(journal).Verify("", checkpoint, None)).Findings;
        findings.ShouldContain(new JournalFinding("b", 5, "the checkpoint vouches for this event, and the journal ends with 4"));
        findings.ShouldContain(new JournalFinding("a", 0, "the checkpoint has this stream, and the journal does not"));
        findings.Count.ShouldBe(2);
    }

    [Theory, OnMemory]
    public async Task A_rewritten_history_differs_from_the_checkpoint_though_its_own_chain_is_whole(JournalKind kind)
    {
        await using var first = places.New(kind);
        await using var second = places.New(kind);
        var checkpoint = await JournalCheckpoint.Of(await Written(first), 1000, None);
        var journal = await second.Open();
        var writer = await EventWriter.TakingOver(journal, "b");
        for (var n = 1; n <= 6; n++) await writer.Append($"other {n}");
        var findings = (await new JournalVerifier(journal).Verify("b", checkpoint, None)).Findings;
        findings.ShouldHaveSingleItem().Problem.ShouldBe("the history up to here is not the one of the checkpoint");
    }

    [Fact]
    public void A_checkpoint_is_believed_only_with_its_signature()
    {
        var heads = new[] { new CheckpointHead("Account:a/\"ü𝄞\"", 3, [.. SHA256.HashData("x"u8)]), new CheckpointHead("b", 0, [.. HashChain.Start("b")]) };
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var larger = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var (secret, known) = (key.ExportPkcs8PrivateKeyPem(), key.ExportSubjectPublicKeyInfoPem());
        var file = Encoding.UTF8.GetString(SignedCheckpoint.Sign(new JournalCheckpoint(1000, [.. heads]), secret));

        Read(file).Heads.Select(head => head.Stream).ShouldBe(heads.Select(head => head.Stream));
        using (var document = JsonDocument.Parse(file)) Read(JsonSerializer.Serialize(document, Indented)).AtMs.ShouldBe(1000, "another layout is the same document");
        foreach (var (changed, rule) in new[]
        {
            (file.Replace("\"seq\":3", "\"seq\":2", StringComparison.Ordinal), "signature"), (file.Replace("1000", "1001", StringComparison.Ordinal), "signature"),
            (file.Replace("checkpoint/1", "checkpoint/2", StringComparison.Ordinal), "format"), ("{}", "no checkpoint"), ("[1", "no checkpoint"), ("", "no checkpoint"),
        })
            Should.Throw<FormatException>(() => Read(changed)).Message.ShouldContain(rule);
        Should.Throw<FormatException>(() => SignedCheckpoint.Read(Encoding.UTF8.GetBytes(file), other.ExportSubjectPublicKeyInfoPem())).Message.ShouldContain("signature");
        Should.Throw<FormatException>(() => SignedCheckpoint.Read(Encoding.UTF8.GetBytes(file), larger.ExportSubjectPublicKeyInfoPem())).Message.ShouldContain("P-256");
        Should.Throw<FormatException>(() => SignedCheckpoint.Sign(new JournalCheckpoint(1, []), known)).Message.ShouldContain("private");
        Should.Throw<FormatException>(() => SignedCheckpoint.Sign(new JournalCheckpoint(1, []), "no key")).Message.ShouldContain("PEM");

        JournalCheckpoint Read(string text) => SignedCheckpoint.Read(Encoding.UTF8.GetBytes(text), known);
    }

    [Theory, OnMemory, OnSqlite, OnPostgres]
    public async Task An_export_is_enough_to_compute_the_chain_again(JournalKind kind)
    {
        await using var place = places.New(kind);
        var journal = await Written(place);
        using var buffer = new MemoryStream();
        (await JournalExport.Write(journal, "", buffer, None)).ShouldBe(12);
        var lines = Encoding.UTF8.GetString(buffer.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(12);
        var chains = new Dictionary<string, byte[]>();
        foreach (var line in lines)
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            var stream = root.GetProperty("stream").GetString()!;
            var effects = root.GetProperty("effects");
            var item = new JournalRecord(
                root.GetProperty("seq").GetInt64(),
                root.GetProperty("epoch").GetInt64(),
                Core.Turns.MessageId.Parse(root.GetProperty("message").GetString()!),
                Convert.FromHexString(root.GetProperty("command_hash").GetString()!),
                root.GetProperty("at_ms").GetInt64(),
                Encoding.UTF8.GetBytes(root.GetProperty("body").GetRawText()),
                effects.ValueKind == JsonValueKind.Null ? null : Encoding.UTF8.GetBytes(effects.GetRawText()),
                []);
            var hash = HashChain.Next(chains.GetValueOrDefault(stream) ?? HashChain.Start(stream), item);
            Convert.ToHexStringLower(hash).ShouldBe(root.GetProperty("hash").GetString());
            chains[stream] = hash;
        }

        foreach (var head in await journal.Heads(["a", "b", "c"], None)) chains[head.Stream].ShouldBe(head.Hash);
    }

    /// <summary>Streams a, b and c; the last under a second epoch.</summary>
    private static async Task<IJournal> Written(JournalPlace place)
    {
        var journal = await place.Open();
        foreach (var (stream, events) in new[] { ("a", 4), ("b", 5), ("c", 2) })
        {
            var writer = await EventWriter.TakingOver(journal, stream);
            for (var n = 1; n <= events; n++) await writer.Append($"{n}");
        }

        var second = await EventWriter.TakingOver(journal, "c");
        await second.Append("3");
        return journal;
    }
}
