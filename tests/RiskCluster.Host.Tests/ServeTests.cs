using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RiskCluster.Contracts;
using RiskCluster.Host.Api.MarketData;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Tests;

/// <summary>Where and how the server listens, and what it is told.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("riskcluster-serve-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://[::1]:8080;http://localhost:8081", true)]
    [InlineData("https://0.0.0.0:8443", true)]
    [InlineData("http://0.0.0.0:8080", false)]
    [InlineData("http://*:8080", false)]
    [InlineData("http://127.0.0.1:1;http://10.0.0.1:8080", false)]
    [InlineData("nonsense", false)]
    public void Beyond_loopback_it_listens_with_TLS_only(string urls, bool isGood)
    {
        var options = new ServeOptions { Urls = urls };
        (options.FirstFault() is null).ShouldBe(isGood);
        if (isGood) return;
        options.FirstFault()!.Value.Setting.ShouldBe("Urls");
        Should.Throw<ArgumentException>(() => HostApp.Build(options, []));
        if (urls != "nonsense") (options with { AllowPlain = true }).FirstFault().ShouldBeNull();
    }

    [Fact]
    public void The_frameworks_own_endpoints_do_not_get_around_that()
    {
        var options = new ServeOptions { Data = folder, Journal = "memory:" };
        Should.Throw<ArgumentException>(() => HostApp.Build(options, ["--Kestrel:Endpoints:Other:Url=http://0.0.0.0:8080"])).Message.ShouldContain("Kestrel:Endpoints");
    }

    [Theory]
    [InlineData("http://127.0.0.1:0", null, null, false)]
    [InlineData("http://[::1]:0;https://localhost:0", null, null, false)]
    [InlineData("https://0.0.0.0:8443", null, null, true)]
    [InlineData("https://0.0.0.0:8443", false, null, false)]
    [InlineData("http://127.0.0.1:0", true, null, true)]
    [InlineData("http://127.0.0.1:0", null, "https://10.0.0.1:8443", true)]
    [InlineData("https://0.0.0.0:8443", null, "http://127.0.0.1:0", false)]
    public async Task Beyond_loopback_sources_sign_unless_the_operator_says_otherwise(string urls, bool? setting, string? endpoint, bool mustSign)
    {
        var options = new ServeOptions { Urls = urls, SignedSources = setting, Data = folder, Journal = "memory:" };
        await using var app = HostApp.Build(options, endpoint is null ? [] : [$"--Kestrel:Endpoints:Own:Url={endpoint}"]);
        app.Services.GetRequiredService<SourceRules>().MustSign.ShouldBe(mustSign);
    }

    [Theory]
    [InlineData("10.0.0.5", true)]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("fd00::/8", true)]
    [InlineData("10.0.0.0/33", false)]
    [InlineData("proxy.example", false)]
    public void Proxies_are_trusted_by_address_or_network(string proxy, bool isGood) =>
        (new ServeOptions { TrustedProxies = [proxy] }.FirstFault()?.Setting).ShouldBe(isGood ? null : "TrustedProxies");

    [Fact]
    public void An_engine_that_serve_does_not_have_is_refused_and_not_passed_over() =>
        Should.Throw<ArgumentException>(() => HostApp.Build(new() { Data = folder, Journal = "postgres:Host=nowhere", Engine = EngineKind.Orleans }, [])).Message.ShouldContain("Engine is Embedded");

    [Fact]
    public async Task With_a_certificate_of_the_configuration_it_speaks_TLS()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddHours(1));
        var file = Path.Combine(folder, "server.pfx");
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx, "secret"));
        var options = new ServeOptions { Urls = "https://127.0.0.1:0", Data = folder, Journal = "memory:" };
        await using var app = HostApp.Build(options, [$"--Kestrel:Certificates:Default:Path={file}", "--Kestrel:Certificates:Default:Password=secret"], services =>
        {
            services.AddLogging(logging => logging.ClearProviders());
            services.AddSingleton(new ConsoleText(TextWriter.Null));
        });
        await app.StartAsync();
        await app.Services.GetRequiredService<LiveNode>().Opened;
        using var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString() },
        };
        using var client = new HttpClient(handler) { BaseAddress = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
        client.BaseAddress.Scheme.ShouldBe("https");
        (await client.GetStringAsync("/health/ready")).ShouldBe("""{"status":"ready"}""");
        await app.StopAsync();
    }

    [Fact]
    public void Settings_come_from_the_file_and_what_is_said_wins()
    {
        File.WriteAllText(Path.Combine(folder, "appsettings.json"), """{"RiskCluster":{"Audience":"desk","Governors":["x","y"],"KeyCallsBurst":7}}""");
        var read = ServeSettings.Read(folder, [KeyValuePair.Create("Audience", (string?)"other")]);
        (read.Audience, read.KeyCallsBurst, string.Join(' ', read.Governors), read.Model).ShouldBe(("other", 7d, "x y", "riskcluster-1"));
        Should.Throw<FormatException>(() => ServeSettings.Read(folder, [KeyValuePair.Create("Audiense", (string?)"other")])).Message.ShouldContain("Audiense");
        Should.Throw<FormatException>(() => ServeSettings.Read(folder, [KeyValuePair.Create("KeyCallsBurst", (string?)"many")]));
        Should.Throw<FormatException>(() => ServeSettings.Read(folder, [KeyValuePair.Create("Governors:0", (string?)"x"), KeyValuePair.Create("Audience", (string?)"a b")])).Message.ShouldContain("Audience");
        File.WriteAllText(Path.Combine(folder, "appsettings.json"), "{");
        Should.Throw<FormatException>(() => ServeSettings.Read(folder, []));
    }

    [Fact]
    public async Task A_server_that_cannot_open_its_journal_stops_and_says_so()
    {
        var options = new ServeOptions { Urls = "http://127.0.0.1:0", Data = folder, Journal = $"sqlite:{folder}/none/journal.sqlite" };
        var logs = new LogCapture();
        await using var app = HostApp.Build(options, [], services => services.AddLogging(logging => logging.ClearProviders().AddProvider(logs)));
        await app.StartAsync();
        var node = app.Services.GetRequiredService<LiveNode>();
        await Should.ThrowAsync<Runtime.Journaling.JournalUnavailableException>(() => node.Opened);
        await app.WaitForShutdownAsync();
        node.HasFailed.ShouldBeTrue();
        logs.Lines.ShouldContain(line => line.StartsWith("Critical", StringComparison.Ordinal) && line.Contains("/none/journal.sqlite", StringComparison.Ordinal) && !line.Contains("   at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_server_keeps_secret_only_its_user_reads()
    {
        await using var rig = await HostRig.Start();
        foreach (var name in new[] { "pepper", "issuer.pem" })
        {
            var file = Path.Combine(rig.Folder, name);
            File.Exists(file).ShouldBeTrue(name);
            if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        (await rig.Ok<VersionReport>(null, HttpMethod.Get, "/version")).Engine.ShouldBe("embedded");
    }
}
