using System.Buffers.Text;
using System.Security.Cryptography;
using RiskCluster.Core.Markets;

namespace RiskCluster.Runtime.Tests.Node;

/// <summary>Signatures of sources are verified in the market's own turn, whatever way the message has come.</summary>
public sealed class SignedObservationTests
{
    private const string Source = "s1";

    [Fact]
    public async Task A_signed_observation_counts_and_a_forged_one_does_not()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var rig = await NodeRig.New();
        await rig.Do(new MarketDataCommand.RegisterSource(Source, "key", 1, "ops", Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())), "BTC");
        var seen = new MarketDataCommand.Observe(Source, "key", 100, rig.NowMs, new(65_100, 1));

        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var forged in new[]
        {
            seen,
            seen with { Signature = "" },
            seen with { Signature = "not base64url!" },
            Signed(seen, key) with { Signature = Signed(seen, key).Signature![..^2] },
            Signed(seen, other),
            Signed(seen, key, "ETH"),
            Signed(seen, key) with { Observation = new(10_000, 1) },
            Signed(seen, key) with { Sequence = 101 },
            Signed(seen, key) with { PublishTimeMs = rig.NowMs - 1 },
        })
            (await Reason(rig, forged)).ShouldBe("bad_signature");
        (await Reason(rig, Signed(seen, key))).ShouldBeNull();
        (await rig.Node.Actors.MarketData("BTC").Read(true, default)).State.Find(Source)!.Quote!.IndexPrice.ShouldBe(65_100);
        (await Reason(rig, Signed(seen, key))).ShouldBeNull("a redelivery changes nothing");
    }

    private static MarketDataCommand.Observe Signed(MarketDataCommand.Observe observe, ECDsa key, string underlying = "BTC") =>
        observe with { Signature = Base64Url.EncodeToString(key.SignData(ObservationPayload.Of(underlying, observe), HashAlgorithmName.SHA256)) };

    private static async Task<string?> Reason(NodeRig rig, MarketDataCommand command) => (await rig.Node.Actors.MarketData("BTC").Tell(new(rig.Next(), command), default)).Problem?.Reason;
}
