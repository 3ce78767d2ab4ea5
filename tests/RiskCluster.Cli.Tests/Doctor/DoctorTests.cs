using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using RiskCluster.Cli.Doctor;
using RiskCluster.Host.Configuration;
using RiskCluster.Journal;
using RiskCluster.Journal.Probing;
using RiskCluster.Risk.Pricing;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Tests.Journals;

namespace RiskCluster.Cli.Tests.Doctor;

/// <summary>Every check of the doctor, where all is well and where it is not.</summary>
public sealed class DoctorTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 2, 4, 12, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new();

    private ServeOptions Options => new() { Data = folder.Path, Urls = $"http://127.0.0.1:{FreePort()}" };

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_fresh_folder_is_well_and_is_left_as_it_was()
    {
        var run = CommandRun.Of("doctor", "--data", folder.Path, "--urls", $"http://127.0.0.1:{FreePort()}");
        run.ExitCode.ShouldBe(0, run.Output + run.Error);
        foreach (var check in new[] { "settings", "settings.model", "vectors", "gc", "versions.packages", "folder.write", "folder.pepper", "journal.schema", "journal.commit", "port" }) run.Output.ShouldMatch($"(?m)^(ok|warn)  +{check} ");
        run.Output.ShouldContain(" 0 failures");
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void A_failure_ends_with_1_and_says_what_to_do()
    {
        folder.Write("pepper", "short");
        var run = CommandRun.Of("doctor", "--data", folder.Path, "--urls", $"http://127.0.0.1:{FreePort()}", "--json");
        run.ExitCode.ShouldBe(CommandLine.Missed);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("ok").GetBoolean().ShouldBeFalse();
        var bad = json.RootElement.GetProperty("checks").EnumerateArray().Where(check => check.GetProperty("verdict").GetString() == "fail").ToList();
        bad.Select(check => check.GetProperty("check").GetString()).ShouldBe(["folder.pepper", "folder.secrets"], ignoreOrder: true);
        bad.ShouldAllBe(check => check.GetProperty("remedy").GetString()!.Length > 0);
        foreach (var text in new[] { "-> put the pepper back", "-> chmod 600" }) CommandRun.Of("doctor", "--data", folder.Path, "--urls", "http://127.0.0.1:0").Output.ShouldContain(text);
    }

    [Fact]
    public void Settings_that_serve_would_refuse_are_told_and_the_machine_is_looked_at_all_the_same()
    {
        var run = CommandRun.Of("doctor", "--data", folder.Path, "--urls", "http://0.0.0.0:8080");
        run.ExitCode.ShouldBe(CommandLine.Missed);
        run.Output.ShouldMatch("(?m)^fail  settings .*Urls are https, or on loopback");
        run.Output.ShouldContain("vectors");
    }

    [Fact]
    public void What_settings_name_must_be_there()
    {
        var good = folder.Write("key.pem", ECDsa.Create(ECCurve.NamedCurves.nistP256).ExportSubjectPublicKeyInfoPem());
        SettingsChecks.Of(Options with { TokenKeys = [good], TokenIssuers = ["https://issuer.example"] }).ShouldAllBe(found => found.Verdict == Verdict.Ok);
        var bad = SettingsChecks.Of(Options with { Model = "nothing", History = folder.File("none"), TokenKeys = [folder.Write("text", "no key")], AllowPlain = true }).ToList();
        Verdicts(bad).ShouldBe(
            [("settings", Verdict.Ok), ("settings.model", Verdict.Fail), ("settings.history", Verdict.Fail), ("settings.token_keys", Verdict.Fail), ("settings.token_issuers", Verdict.Warn), ("settings.allow_plain", Verdict.Warn)]);
        bad.Where(found => found.Verdict != Verdict.Ok).ShouldAllBe(found => found.Remedy.Length > 0);
    }

    [Fact]
    public void The_machine_is_judged_by_what_it_is()
    {
        var good = new MachineFacts(LaneWidth.Vector512, 8, false, new(10, 0, 3), "1.2.3", false);
        MachineChecks.Of(good, EngineKind.Embedded).ShouldAllBe(found => found.Verdict == Verdict.Ok);
        MachineChecks.Of(good with { HasCluster = true }, EngineKind.Embedded).ShouldAllBe(found => found.Verdict == Verdict.Ok);
        Only(MachineChecks.Of(good with { Width = LaneWidth.Scalar }, null), "vectors").Verdict.ShouldBe(Verdict.Warn);
        Only(MachineChecks.Of(good with { IsServerGc = true }, null), "gc").Verdict.ShouldBe(Verdict.Warn);
        Only(MachineChecks.Of(good with { Runtime = new(9, 0) }, null), "versions.runtime").Verdict.ShouldBe(Verdict.Fail);
        Only(MachineChecks.Of(good, EngineKind.Orleans), "versions.packages").Verdict.ShouldBe(Verdict.Fail);
    }

    [Theory]
    [InlineData(100L << 20, "Fail")]
    [InlineData(1L << 30, "Warn")]
    [InlineData(50L << 30, "Ok")]
    public void Space_runs_out_in_two_steps(long freeBytes, string verdict) => FolderChecks.Space("/data", freeBytes).Verdict.ToString().ShouldBe(verdict);

    [Fact]
    public void The_data_folder_must_be_a_folder_that_can_be_written()
    {
        var file = folder.Write("file", "");
        Only(FolderChecks.Of(Options with { Data = Path.Combine(file, "data") }), "folder.write").Verdict.ShouldBe(Verdict.Fail);
        Only(FolderChecks.Of(Options with { Data = folder.File("new") }), "folder.write").Finding.ShouldContain("is made at the first start");
    }

    [Fact]
    public void Secrets_are_their_owners_alone()
    {
        if (OperatingSystem.IsWindows()) return;
        var pepper = folder.Write("pepper", new string('a', 64));
        File.SetUnixFileMode(pepper, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        FolderChecks.Of(Options).ShouldAllBe(found => found.Verdict != Verdict.Fail);
        File.SetUnixFileMode(pepper, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Only(FolderChecks.Of(Options), "folder.secrets").Remedy.ShouldContain($"chmod 600 {pepper}");
        Only(FolderChecks.Of(Options with { Journal = "postgres:Host=db" }), "folder.pepper").Verdict.ShouldBe(Verdict.Warn);
        Only(FolderChecks.Of(Options with { Pepper = new string('b', 64) }), "folder.pepper").Finding.ShouldBe("from the settings");
        Only(FolderChecks.Of(Options with { Pepper = "b" }), "folder.pepper").Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void A_kill_switch_that_is_on_is_told()
    {
        FolderChecks.Of(Options).ShouldNotContain(found => found.Check == "folder.decisions");
        folder.Write("decisions-paused.json", "{}");
        Only(FolderChecks.Of(Options), "folder.decisions").Verdict.ShouldBe(Verdict.Warn);
    }

    [Fact]
    public async Task A_journal_of_a_file_is_looked_at_without_being_made()
    {
        var address = $"sqlite:{folder.File("journal.db")}";
        var fresh = await JournalChecks.Of(address, Now, default);
        fresh.ShouldAllBe(found => found.Verdict != Verdict.Fail);
        Only(fresh, "journal.schema").Finding.ShouldContain("none yet");
        File.Exists(folder.File("journal.db")).ShouldBeFalse();
        (await JournalChecks.Of($"sqlite:{folder.File("not/yet/there.db")}", Now, default)).ShouldAllBe(found => found.Verdict != Verdict.Fail);
        await (await JournalFactory.Open(address, default)).DisposeAsync();
        var made = await JournalChecks.Of(address, Now, default);
        Only(made, "journal.journal_mode").Finding.ShouldBe("wal");
        Only(made, "journal.schema").Verdict.ShouldBe(Verdict.Ok);
        Only(await JournalChecks.Of($"sqlite:{folder.Write("text", new string('x', 5000))}", Now, default), "journal.database").Verdict.ShouldBe(Verdict.Fail);
        Only(await JournalChecks.Of("nonsense", Now, default), "journal.database").Verdict.ShouldBe(Verdict.Fail);
        Only(await JournalChecks.Of("memory:", Now, default), "journal.database").Verdict.ShouldBe(Verdict.Warn);
        Only(await JournalChecks.Of("postgres:Host=127.0.0.1;Port=1;Username=nobody", Now, default), "journal.database").Verdict.ShouldBe(Verdict.Fail);
    }

    [Theory, OnPostgres]
    public async Task A_journal_on_PostgreSQL_is_looked_at_with_its_settings_and_clock(JournalKind kind)
    {
        using var places = new JournalPlaces();
        await using var place = places.New(kind);
        Only(await JournalChecks.Of(place.Address, Now, default), "journal.schema").Finding.ShouldContain("none yet");
        await place.Open();
        var found = await JournalChecks.Of(place.Address, Now, default);
        Verdicts(found).Select(item => item.Check).ShouldBe(["journal.database", "journal.schema", "journal.fsync", "journal.full_page_writes", "journal.in_recovery", "journal.commit", "clock.database"]);
        found.Where(item => item.Check != "journal.commit").ShouldAllBe(item => item.Verdict == Verdict.Ok);
        // What a server would refuse to write on is told and not only refused.
        place.Execute("ALTER SYSTEM SET fsync = off");
        place.Execute("SELECT pg_reload_conf()");
        while ((string)place.Execute("SHOW fsync")! != "off") await Task.Delay(50);
        Only(await JournalChecks.Of(place.Address, Now, default), "journal.fsync").Remedy.ShouldContain("must be on");
    }

    [Fact]
    public void A_database_is_judged_by_schema_settings_commits_and_clock()
    {
        var good = new JournalCondition("SQLite 3", 2, 2, [new("journal_mode", "wal", "wal")], [1, 2, 3], 10);
        JournalChecks.Judged(good).ShouldAllBe(found => found.Verdict == Verdict.Ok);
        Only(JournalChecks.Judged(good with { Schema = 3 }), "journal.schema").Verdict.ShouldBe(Verdict.Fail);
        Only(JournalChecks.Judged(good with { Schema = 1 }), "journal.schema").Verdict.ShouldBe(Verdict.Warn);
        Only(JournalChecks.Judged(good with { Settings = [new("journal_mode", "delete", "wal")] }), "journal.journal_mode").Verdict.ShouldBe(Verdict.Fail);
        Only(JournalChecks.Judged(good with { CommitMs = [11, 12, 13] }), "journal.commit").Verdict.ShouldBe(Verdict.Warn);
        Only(JournalChecks.Judged(good with { CommitMs = [1, 520, 530] }), "journal.commit").Verdict.ShouldBe(Verdict.Fail);
        Only(JournalChecks.Judged(good with { ClockAheadMs = -300 }), "clock.database").Finding.ShouldBe("300 ms behind this machine's");
        Only(JournalChecks.Judged(good with { ClockAheadMs = 1500 }), "clock.database").Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public async Task The_times_of_market_data_are_clocks_too()
    {
        JournalChecks.Told(1_000, -5, 2_000).ShouldAllBe(found => found.Verdict == Verdict.Ok);
        Only(JournalChecks.Told(5_000, -5, 2_000), "clock.journal").Verdict.ShouldBe(Verdict.Fail);
        Only(JournalChecks.Told(1_000, 400, 2_000), "clock.markets").Verdict.ShouldBe(Verdict.Warn);

        // And as the journal holds them.
        var address = $"sqlite:{folder.File("journal.db")}";
        await using (var journal = await JournalFactory.Open(address, default))
        {
            var writer = await EventWriter.TakingOver(journal, "MarketData:BTC");
            await writer.Append(writer.Next("a", """{"type":"observation_accepted","quote":{"publish_time_ms":1301}}"""));
        }

        var found = await JournalChecks.Of(address, DateTimeOffset.FromUnixTimeMilliseconds(1500), default);
        Only(found, "clock.journal").Finding.ShouldBe("the newest observation was taken 499 ms ago");
        Only(found, "clock.markets").Finding.ShouldContain("up to 300 ms ahead");
    }

    [Fact]
    public void Certificates_must_be_in_force_and_have_their_key()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (mine, others) = (folder.Write("key.pem", key.ExportPkcs8PrivateKeyPem()), folder.Write("other.pem", other.ExportPkcs8PrivateKeyPem()));
        Verdict Of(int fromDays, int untilDays, string keyPath) => Certificate(("Path", folder.Write("cert.pem", Certified(key, fromDays, untilDays).ExportCertificatePem())), ("KeyPath", keyPath)).Verdict;
        Of(-1, 90, mine).ShouldBe(Verdict.Ok);
        Of(-1, 10, mine).ShouldBe(Verdict.Warn);
        Of(-20, -1, mine).ShouldBe(Verdict.Fail);
        Of(1, 90, mine).ShouldBe(Verdict.Fail);
        Of(-1, 90, others).ShouldBe(Verdict.Fail);
        var pfx = folder.Write("server.pfx", Certified(key, -1, 90).Export(X509ContentType.Pfx, "secret"));
        Certificate(("Path", pfx), ("Password", "secret")).Verdict.ShouldBe(Verdict.Ok);
        Certificate(("Path", pfx), ("Password", "wrong")).Verdict.ShouldBe(Verdict.Fail);
        Certificate(("Path", folder.File("none"))).Verdict.ShouldBe(Verdict.Fail);
        Certificate(("Path", folder.File("cert.pem"))).Finding.ShouldContain("has no key");
        Certificate().Finding.ShouldContain("no certificate");
        CertificateChecks.Of(Options, new ConfigurationBuilder().Build(), Now).ShouldBeEmpty();
    }

    [Fact]
    public async Task Ports_are_free_or_ours_or_somebody_elses()
    {
        var options = Options;
        (await PortChecks.Of(options, default)).Single().Finding.ShouldEndWith("free");
        using var listener = new HttpListener();
        listener.Prefixes.Add($"{options.Urls}/");
        listener.Start();
        var answer = """{"version":"9.9","audience":"a","engine":"embedded","model":"m","server_time":1}""";
        var answering = Task.Run(async () =>
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                context.Response.StatusCode = answer.Length > 0 ? 200 : 404;
                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(answer));
                context.Response.Close();
            }
        });
        (await PortChecks.Of(options, default)).Single().ShouldBe(Diagnosis.Ok("port", $"{options.Urls}: RiskCluster 9.9 answers there"));
        answer = "";
        (await PortChecks.Of(options, default)).Single().Verdict.ShouldBe(Verdict.Fail);
        listener.Stop();
        await Should.ThrowAsync<Exception>(() => answering);
        (await PortChecks.Of(options with { Urls = "http://192.0.2.1:8080" }, default)).Single().Verdict.ShouldBe(Verdict.Fail);
    }

    private Diagnosis Certificate(params (string Name, string Value)[] settings) => CertificateChecks.Of(
        Options with { Urls = "https://0.0.0.0:8443" },
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(item => KeyValuePair.Create($"Kestrel:Certificates:Default:{item.Name}", (string?)item.Value))).Build(),
        Now).Single();

    private static X509Certificate2 Certified(ECDsa key, int fromDays, int untilDays) =>
        new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(Now.AddDays(fromDays), Now.AddDays(untilDays));

    private static Diagnosis Only(IEnumerable<Diagnosis> found, string check) => found.Where(item => item.Check == check).ShouldHaveSingleItem();

    private static List<(string Check, Verdict Verdict)> Verdicts(IEnumerable<Diagnosis> found) => [.. found.Select(item => (item.Check, item.Verdict))];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
