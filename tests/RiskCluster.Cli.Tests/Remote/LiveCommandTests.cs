using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RiskCluster.Host;
using RiskCluster.Host.Access;
using RiskCluster.Host.Access.Tokens;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Running;

namespace RiskCluster.Cli.Tests.Remote;

/// <summary>Remote commands against the real server: sources that sign, snapshots, attestations, the liquidation board and the live table.</summary>
public sealed class LiveCommandTests : IAsyncLifetime
{
    private const string Perpetual = "BTC_USDC-PERPETUAL";
    private readonly string folder = Directory.CreateTempSubdirectory("riskcluster-live-").FullName;
    private readonly ServeOptions options;
    private readonly WebApplication app;
    private string url = "";

    public LiveCommandTests()
    {
        options = new() { Urls = "http://127.0.0.1:0", Data = folder, Journal = "memory:", SignedSources = true };
        app = HostApp.Build(options, [], services =>
        {
            services.AddLogging(logging => logging.ClearProviders());
            services.AddSingleton(new ConsoleText(TextWriter.Null));
        });
    }

    private string[] Root => ["--token", TokenIssuer.Issue(TokenKeys.Own(folder), options.Audience, new("root", ImmutableArray.Create(Scope.Admin, Scope.RiskRead)), DateTimeOffset.UtcNow, TimeSpan.FromHours(1))];

    public async Task InitializeAsync()
    {
        await app.StartAsync();
        await app.Services.GetRequiredService<LiveNode>().Opened;
        url = app.Urls.Single();
    }

    public async Task DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void What_a_venue_a_source_and_a_keeper_do_from_a_shell()
    {
        var atlas = KeyOf(Done(Root, "venue", "register", "atlas", "--chain", "ethereum", "--currency", "USDC", "--json"));
        Done(atlas, "venue", "instruments", "atlas", "--add", Perpetual);
        var feed = KeyOf(Done(Root, "keys", "create", "source", "feed", "--json"));
        var keeper = KeyOf(Done(Root, "keys", "create", "keeper", "k1", "--json"));
        OpenMarket(feed);

        Done(atlas, "account", "collateral", "atlas", "alice", "--cash", "250000");
        Done(atlas, "account", "snapshot", "atlas", "alice", "--set", $"{Perpetual}=2@65000").ShouldMatch("applied_sequence +│ +1 │");
        Until(() => Of(atlas, "account", "margin", "atlas", "alice").ExitCode == 0);
        Done(atlas, "watch", "margin.atlas/alice", "--count", "1").ShouldContain("snapshot");

        var attestation = Path.Combine(folder, "attestation.json");
        Done(atlas, "attest", "get", "atlas", "alice", "--chain-id", "1", "--contract", "0x00000000000000000000000000000000000000aa", "--out", attestation);
        JsonDocument.Parse(File.ReadAllText(attestation)).RootElement.GetProperty("format").GetString().ShouldBe("riskcluster.attestation/1");

        Done(keeper, "liquidations", "list").ShouldContain("limit_price");
        var claim = Of(keeper, "liquidations", "claim", "t-1");
        claim.ExitCode.ShouldBe(CommandLine.Refused);
        claim.Error.ShouldContain("unknown_task");
    }

    private void OpenMarket(string[] feed)
    {
        var pem = Path.Combine(folder, "feed.pem");
        using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP256)) File.WriteAllText(pem, key.ExportPkcs8PrivateKeyPem());
        Done(Root, "market", "rules", "BTC", "--set", "min_sources=1", "--set", "wanted_sources=1", "--set", "max_age_ms=86400000");
        Refused(Root, "public_key_needed", "market", "source", "BTC", "feed");
        Done(Root, "market", "source", "BTC", "feed", "--public-key", pem);
        Refused(feed, "bad_signature", "market", "observe", "BTC", "--price", "65000");
        Of(feed, "market", "observe", "BTC", "--price", "65000", "--signing-key", pem).ShouldBeRefusedWith("--source");
        Of(feed, "market", "observe", "BTC", "--price", "65000", "--signing-key", NoKey(), "--source", "feed").ShouldBeRefusedWith("P-256");
        Done(feed, "market", "observe", "BTC", "--price", "65000", "--signing-key", pem, "--source", "feed").ShouldMatch("version +│ +1 │");

        string NoKey()
        {
            var file = Path.Combine(folder, "nothing.pem");
            File.WriteAllText(file, "nothing");
            return file;
        }
    }

    private CommandRun Of(string[] who, params string[] args) => CommandRun.Of([.. args, "--server", url, .. who]);

    private string Done(string[] who, params string[] args)
    {
        var run = Of(who, args);
        run.ExitCode.ShouldBe(0, run.Error);
        return run.Output;
    }

    private void Refused(string[] who, string reason, params string[] args)
    {
        var run = Of(who, args);
        run.ExitCode.ShouldBe(CommandLine.Refused, run.Output);
        run.Error.ShouldContain(reason);
    }

    private static string[] KeyOf(string json)
    {
        var key = JsonDocument.Parse(json).RootElement;
        return ["--key", key.GetProperty("key_id").GetString()!, "--secret", key.GetProperty("secret").GetString()!];
    }

    private static void Until(Func<bool> condition)
    {
        for (var i = 0; !condition(); i++)
        {
            i.ShouldBeLessThan(300, "it takes too long");
            Thread.Sleep(100);
        }
    }
}
