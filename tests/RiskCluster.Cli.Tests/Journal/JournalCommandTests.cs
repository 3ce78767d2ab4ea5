using System.Security.Cryptography;
using System.Text.Json;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using RiskCluster.Journal;
using RiskCluster.Runtime.Embedded;
using RiskCluster.Tests.Journals;

namespace RiskCluster.Cli.Tests.Journal;

public sealed class JournalCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Address => $"sqlite:{folder.File("journal.db")}";

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Show_lists_streams_and_events_for_people_and_machines()
    {
        await Write("Account:a/1", 3);
        await Write("Venue:a", 1);
        var streams = CommandRun.Of("journal", "show", "--journal", Address);
        (streams.ExitCode, streams.Error).ShouldBe((0, ""));
        streams.Output.ShouldContain("Account:a/1");
        streams.Output.ShouldContain("Venue:a");
        CommandRun.Of("journal", "show", "--journal", Address, "--prefix", "Venue:").Output.ShouldNotContain("Account");
        CommandRun.Of("journal", "show", "--journal", Address, "--count", "1").Output.ShouldContain("there are more");

        var events = CommandRun.Of("journal", "show", "Account:a/1", "--journal", Address, "--after", "1");
        events.Output.ShouldContain("\"key\":\"2\"");
        events.Output.ShouldNotContain("\"key\":\"1\"");
        using var json = JsonDocument.Parse(CommandRun.Of("journal", "show", "Account:a/1", "--journal", Address, "--count", "2", "--json").Output);
        json.RootElement.GetProperty("events").EnumerateArray().Select(item => item.GetProperty("body").GetProperty("key").GetString()).ShouldBe(["1", "2"]);
        json.RootElement.GetProperty("more").GetBoolean().ShouldBeTrue();
        using var list = JsonDocument.Parse(CommandRun.Of("journal", "show", "--journal", Address, "--json").Output);
        list.RootElement.GetProperty("streams").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Verify_says_whole_or_names_the_event_and_ends_with_1()
    {
        await Write("s", 5);
        var good = CommandRun.Of("journal", "verify", "--journal", Address);
        (good.ExitCode, good.Output.Trim()).ShouldBe((0, "1 streams, 5 events: whole and unchanged\n1 streams of unknown kinds, not replayed: s".ReplaceLineEndings()));
        await using var place = Place();
        place.Tamper("UPDATE events SET body = '{}' WHERE seq = 3");
        var bad = CommandRun.Of("journal", "verify", "--journal", Address);
        bad.ExitCode.ShouldBe(CommandLine.Missed);
        bad.Output.ShouldContain("its hash is not that of its content");
        using var json = JsonDocument.Parse(CommandRun.Of("journal", "verify", "--journal", Address, "--json").Output);
        json.RootElement.GetProperty("ok").GetBoolean().ShouldBeFalse();
        json.RootElement.GetProperty("findings")[0].GetProperty("seq").GetInt64().ShouldBe(3);
    }

    [Fact]
    public async Task A_checkpoint_finds_a_tail_that_was_cut_off()
    {
        await Write("s", 5);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (secret, known) = (folder.Write("key.pem", key.ExportECPrivateKeyPem()), folder.Write("pub.pem", key.ExportSubjectPublicKeyInfoPem()));
        var file = folder.File("checkpoint.json");
        CommandRun.Of("journal", "checkpoint", "--journal", Address, "--key", secret, "--out", file).Output.Trim().ShouldBe($"{file}: 1 streams, 5 events");
        CommandRun.Of("journal", "verify", "--journal", Address, "--checkpoint", file, "--key", known).ExitCode.ShouldBe(0);
        await using var place = Place();
        place.Tamper("UPDATE heads SET seq = 4, effect_seq = min(effect_seq, 4), hash = (SELECT hash FROM events WHERE seq = 4); DELETE FROM events WHERE seq = 5");
        CommandRun.Of("journal", "verify", "--journal", Address).ExitCode.ShouldBe(0, "the chain alone cannot tell");
        var found = CommandRun.Of("journal", "verify", "--journal", Address, "--checkpoint", file, "--key", known);
        found.ExitCode.ShouldBe(CommandLine.Missed);
        found.Output.ShouldContain("the checkpoint vouches for this event");
        CommandRun.Of("journal", "verify", "--journal", Address, "--checkpoint", file).ShouldBeRefusedWith("belong together");
        CommandRun.Of("journal", "verify", "--journal", Address, "--checkpoint", secret, "--key", known).ShouldBeRefusedWith(secret, "no checkpoint");
        CommandRun.Of("journal", "verify", "--journal", Address, "--checkpoint", file, "--key", file).ShouldBeRefusedWith(file, "PEM");
        CommandRun.Of("journal", "checkpoint", "--journal", Address, "--key", known, "--out", file).ShouldBeRefusedWith(known, "no private key");
        CommandRun.Of("journal", "checkpoint", "--journal", Address, "--key", folder.File("none"), "--out", file).ShouldBeRefusedWith("none", "cannot be read");
    }

    [Fact]
    public async Task Export_writes_a_line_an_event()
    {
        await Write("s", 5);
        var file = folder.File("events.jsonl");
        CommandRun.Of("journal", "export", "--journal", Address, "--out", file).Output.Trim().ShouldBe($"{file}: 5 events");
        File.ReadAllLines(file).Length.ShouldBe(5);
        CommandRun.Of("journal", "export", "--journal", Address, "--out", Path.Combine(file, "x")).ShouldBeRefusedWith("cannot be written");
    }

    [Fact]
    public async Task A_backup_is_a_private_file_that_restores_into_an_empty_journal_only()
    {
        await Write("s", 5);
        var (file, fresh) = (folder.File("journal.backup"), $"sqlite:{folder.File("fresh.db")}");
        var backup = CommandRun.Of("journal", "backup", "--journal", Address, "--to", file);
        (backup.ExitCode, backup.Error).ShouldBe((0, ""));
        backup.Output.ShouldStartWith($"{file}: 1 streams, 5 events and 0 keys as of ");
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        CommandRun.Of("journal", "restore", "--from", file, "--journal", fresh).Output.ShouldEndWith($": whole and unchanged{Environment.NewLine}");
        CommandRun.Of("journal", "verify", "--journal", fresh).ExitCode.ShouldBe(0);
        CommandRun.Of("journal", "restore", "--from", file, "--journal", fresh).ShouldBeRefusedWith("--journal", "is not empty");
        CommandRun.Of("journal", "restore", "--from", folder.Write("text", "no backup"), "--journal", $"sqlite:{folder.File("other.db")}").ShouldBeRefusedWith("text", "line 1");
        CommandRun.Of("journal", "restore", "--from", folder.File("none"), "--journal", fresh).ShouldBeRefusedWith("none", "cannot be read");
        CommandRun.Of("journal", "restore", "--from", file, "--journal", fresh, "--key", "k").ShouldBeRefusedWith("belong together");
        CommandRun.Of("journal", "backup", "--journal", "sqlite:" + folder.File("nothing"), "--to", file).ShouldBeRefusedWith("there is no such file");
        CommandRun.Of("journal", "backup", "--journal", "memory:", "--to", file).ShouldBeRefusedWith("no address of a kept journal");
    }

    [Fact]
    public void Migrate_makes_a_journal_and_leaves_one_as_it_is()
    {
        for (var i = 0; i < 2; i++) CommandRun.Of("journal", "migrate", "--journal", Address).Output.Trim().ShouldBe("the journal's tables are up to date");
        CommandRun.Of("journal", "verify", "--journal", Address).ExitCode.ShouldBe(0);
        CommandRun.Of("journal", "migrate", "--journal", Address, "--cluster").ShouldBeRefusedWith("--cluster", "PostgreSQL");
    }

    [Fact]
    public void What_is_no_journal_is_bad_input_and_is_not_made()
    {
        CommandRun.Of("journal", "show", "--journal", Address).ShouldBeRefusedWith("--journal", "there is no such file");
        File.Exists(folder.File("journal.db")).ShouldBeFalse();
        CommandRun.Of("journal", "show", "--journal", "somewhere").ShouldBeRefusedWith("sqlite:PATH");
        CommandRun.Of("journal", "verify", "--journal", "sqlite:" + folder.Write("text", new string('x', 5000))).ShouldBeRefusedWith("not a database");
    }

    [Fact]
    public async Task Unknown_streams_and_counts_are_told()
    {
        await Write("s", 1);
        CommandRun.Of("journal", "show", "nobody", "--journal", Address).ShouldBeRefusedWith("stream", "nobody");
        CommandRun.Of("journal", "show", "--journal", Address, "--count", "0").ShouldBeRefusedWith("--count");
    }

    [Fact]
    public async Task Verify_replays_each_stream_and_finds_a_snapshot_that_says_something_else()
    {
        await Register("aevo");
        var good = CommandRun.Of("journal", "verify", "--journal", Address);
        good.ExitCode.ShouldBe(0);
        good.Output.ShouldContain("1 streams replayed, 1 of them from their snapshot too, replay hash ");
        await using var place = Place();
        place.Tamper("UPDATE snapshots SET state = replace(state, 'ethereum', 'base')");
        var bad = CommandRun.Of("journal", "verify", "--journal", Address);
        bad.ExitCode.ShouldBe(CommandLine.Missed);
        bad.Output.ShouldContain("replay from this snapshot does not give the state");
        place.Tamper("UPDATE snapshots SET state = '{}'");
        using var json = JsonDocument.Parse(CommandRun.Of("journal", "verify", "--journal", Address, "--json").Output);
        json.RootElement.GetProperty("findings")[0].GetProperty("problem").GetString()!.ShouldStartWith("cannot be replayed");
        place.Tamper("UPDATE snapshots SET rules_version = 'another'");
        CommandRun.Of("journal", "verify", "--journal", Address).Output.ShouldContain("1 streams replayed, 0 of them", customMessage: "no cell would use it");
    }

    private JournalPlace Place() => new(JournalKind.Sqlite, Address, null);

    private async Task Register(string venue)
    {
        await using var journal = await JournalFactory.Open(Address, CancellationToken.None);
        await using var engine = new EmbeddedEngine(journal, null, new(), new());
        VenueCommand[] commands = [new VenueCommand.Register(new(VenueKind.CentralBook, "ethereum", "USDC", venue)), new VenueCommand.ListInstruments(["BTC-PERPETUAL"], [])];
        for (var i = 0; i < commands.Length; i++) (await engine.Venue(venue).Tell(new(MessageId.Keyed("operator", $"{i}"), commands[i]), default)).IsAccepted.ShouldBeTrue();
    }

    private async Task Write(string stream, int events)
    {
        await using var journal = await JournalFactory.Open(Address, CancellationToken.None);
        var writer = await EventWriter.TakingOver(journal, stream);
        for (var n = 1; n <= events; n++) await writer.Append($"{n}");
    }
}
