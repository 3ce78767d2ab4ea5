using System.Security.Cryptography;
using System.Text.Json;

namespace RiskCluster.Cli.Tests.Remote;

/// <summary>Remote commands against the real server: sources that sign, snapshots, attestations, the liquidation board and the live table.</summary>
public sealed class LiveCommandTests : IAsyncLifetime
{
    private const string Perpetual = "BTC_USDC-PERPETUAL";
    private LiveServer server = null!;

    public async Task InitializeAsync() => server = await LiveServer.Start(options => options with { SignedSources = true });

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task What_a_venue_a_source_and_a_keeper_do_from_a_shell()
    {
        var atlas = server.Venue("atlas", Perpetual);
        var feed = server.Key("source", "feed");
        var keeper = server.Key("keeper", "k1");
        OpenMarket(feed);

        server.Done(atlas, "account", "collateral", "atlas", "alice", "--cash", "250000");
        server.Done(atlas, "account", "snapshot", "atlas", "alice", "--set", $"{Perpetual}=2@65000").ShouldMatch("applied_sequence +│ +1 │");
        await LiveServer.Until(() => server.Of(atlas, "account", "margin", "atlas", "alice").ExitCode == 0);
        server.Done(atlas, "watch", "margin.atlas/alice", "--count", "1").ShouldContain("snapshot");

        var attestation = server.File("attestation.json");
        server.Done(atlas, "attest", "get", "atlas", "alice", "--chain-id", "1", "--contract", "0x00000000000000000000000000000000000000aa", "--out", attestation);
        JsonDocument.Parse(File.ReadAllText(attestation)).RootElement.GetProperty("format").GetString().ShouldBe("riskcluster.attestation/1");

        server.Done(keeper, "liquidations", "list").ShouldContain("limit_price");
        server.Refused(keeper, "unknown_task", "liquidations", "claim", "t-1");
    }

    private void OpenMarket(string[] feed)
    {
        var pem = server.File("feed.pem");
        using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP256)) File.WriteAllText(pem, key.ExportPkcs8PrivateKeyPem());
        server.Done(server.Root, "market", "rules", "BTC", "--set", "min_sources=1", "--set", "wanted_sources=1", "--set", "max_age_ms=86400000");
        server.Refused(server.Root, "public_key_needed", "market", "source", "BTC", "feed");
        server.Done(server.Root, "market", "source", "BTC", "feed", "--public-key", pem);
        server.Refused(feed, "bad_signature", "market", "observe", "BTC", "--price", "65000");
        server.Of(feed, "market", "observe", "BTC", "--price", "65000", "--signing-key", pem).ShouldBeRefusedWith("--source");
        server.Of(feed, "market", "observe", "BTC", "--price", "65000", "--signing-key", NoKey(), "--source", "feed").ShouldBeRefusedWith("P-256");
        server.Done(feed, "market", "observe", "BTC", "--price", "65000", "--signing-key", pem, "--source", "feed").ShouldMatch("version +│ +1 │");

        string NoKey()
        {
            var file = server.File("nothing.pem");
            File.WriteAllText(file, "nothing");
            return file;
        }
    }
}
