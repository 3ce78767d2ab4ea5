using System.Security.Cryptography;
using System.Text;
using RiskCluster.Client.Access;
using RiskCluster.Contracts.Admin;
using RiskCluster.Contracts.MarketData;
using RiskCluster.Core.Markets;

namespace RiskCluster.Client.Tests.Access;

/// <summary>What a source signs is what the market verifies, byte by byte; the server counts it, and nothing that was changed on the way.</summary>
[Collection(SharedServer.Name)]
public sealed class ObservationSignerTests(ServerRig server)
{
    private const long Now = 1_770_000_000_000;

    public static TheoryData<string> Kinds => ["bare", "depth", "svi", "quotes"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_bytes_are_those_that_the_market_verifies(string kind)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (report, observation) = Seen(kind);
        var expected = ObservationPayload.Of("ETH", new MarketDataCommand.Observe("feed", "any", 7, Now, observation));
        Encoding.UTF8.GetString(new ObservationSigner(key, "feed").Payload("ETH", report)).ShouldBe(Encoding.UTF8.GetString(expected));
    }

    [Fact]
    public async Task A_source_with_a_public_key_is_heard_by_its_signature_alone()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var strange = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (signer, forger) = (new ObservationSigner(key, "signing"), new ObservationSigner(strange, "signing"));
        var admin = server.Admin.Admin;
        await admin.SetRules("SOL", await admin.Rules("SOL") with { MinSources = 1, WantedSources = 1, MaxAgeMs = 86_400_000 });
        await admin.RegisterSource("SOL", new SourceRegistration("signing", PublicKey: signer.PublicKey));
        var issued = await admin.IssueKey(new(KeyHolder.Source, "signing"));
        var markets = server.Client(Credentials.Key(issued.KeyId, issued.Secret)).Markets;
        var report = new ObservationReport(1, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), 150.10m, 1, PerpetualPrice: 150, Funding8h: 0, Expiries: []);
        foreach (var bad in new[] { report, forger.Sign("SOL", report), signer.Sign("BTC", report), signer.Sign("SOL", report) with { Price = 151 } })
            (await Should.ThrowAsync<RiskClusterException>(() => markets.Observe("SOL", bad))).Problem.Reason.ShouldBe("bad_signature");
        (await markets.Observe("SOL", signer.Sign("SOL", report))).Version.ShouldBe(1);
    }

    private static (ObservationReport Report, Observation Observation) Seen(string kind)
    {
        var expiry = Now + 86_400_000;
        return kind switch
        {
            "depth" => (new(7, Now, 2_000.500m, 0.90m, 2_001m, -0.00010m, new(1_999.0m, 2_001, 1e6m, 2e6m)), new(2_000.5m, 0.9m, 2_001, -0.0001m, new(1_999, 2_001, 1_000_000, 2_000_000))),
            "svi" => (new(7, Now, 2_000, 1, Expiries: [new(expiry, 2_010.0m, new(0.010m, 0.1m, -0.3m, 0.00m, 0.2m, 0.00274m)), new(2 * expiry, 2_020)]),
                new(2_000, 1, Expiries: [new(expiry, 2_010, new(0.01m, 0.1m, -0.3m, 0, 0.2m, 0.00274m)), new(2 * expiry, 2_020)])),
            "quotes" => (new(7, Now, 2_000, 1, Expiries: [new(expiry, 2_010, VolQuotes: [new(1_900, 0.60m), new(2_100, 0.55m, 0.54m, 0.560m)])]),
                new(2_000, 1, Expiries: [new(expiry, 2_010, null, [new(1_900, 0.6m), new(2_100, 0.55m, 0.54m, 0.56m)])])),
            _ => (new(7, Now, 2_000, 1), new(2_000, 1)),
        };
    }
}
