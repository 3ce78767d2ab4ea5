using System.Security.Cryptography;
using System.Text;
using RiskCluster.Core.Json;
using RiskCluster.Core.Markets;

namespace RiskCluster.Core.Tests.Markets;

public sealed class ObservationPayloadTests
{
    [Fact]
    public void The_signed_bytes_are_these()
    {
        var observe = new MarketDataCommand.Observe(
            "kaiko", "key-1", 7, 1_770_000_000_123, new(74_072.50m, 0.90m, 74_060m, null, new(74_071m, 74_073m, 1e6m, 2e6m), [new(1_774_598_400_000, 74_560m, VolQuotes: [new(78_000m, 0.5m, AskVol: 0.52m)])]));
        Encoding.UTF8.GetString(ObservationPayload.Of("BTC", observe)).ShouldBe(
            """{"observation":{"confidence":"0.9","depth":{"ask_price":"74073","ask_usd":"2000000","bid_price":"74071","bid_usd":"1000000"}"""
            + ""","expiries":[{"expiry_ms":1774598400000,"forward":"74560","vol_quotes":[{"ask_vol":"0.52","strike":"78000","vol":"0.5"}]}],"index_price":"74072.5","perpetual_price":"74060"}"""
            + ""","publish_time_ms":1770000000123,"sequence":7,"source":"kaiko","type":"riskcluster.observation/1","underlying":"BTC"}""");
    }

    [Fact]
    public void Equal_observations_are_equal_bytes_however_they_were_spelt()
    {
        MarketDataCommand Read(string price) => CoreJson.Read<MarketDataCommand>(Encoding.UTF8.GetBytes(
            $$"""{"type":"observe","source":"a","verified_by":"k","sequence":1,"publish_time_ms":1,"observation":{"index_price":"{{price}}","confidence":"1"},"signature":"x"}"""));
        byte[] Bytes(string price) => ObservationPayload.Of("BTC", (MarketDataCommand.Observe)Read(price));
        Bytes("100.50").ShouldBe(Bytes("+0100.5000"));
        Bytes("100.5").ShouldNotBe(Bytes("100.51"));
        ObservationPayload.Of("ETH", (MarketDataCommand.Observe)Read("100.5")).ShouldNotBe(Bytes("100.5"), "it is bound to its market");
    }

    [Fact]
    public void A_key_is_a_point_of_the_curve_in_one_spelling()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var bytes = key.ExportSubjectPublicKeyInfo();
        ObservationKey.IsValid(Convert.ToBase64String(bytes)).ShouldBeTrue();
        ObservationKey.IsValid(MarketLab.PublicKey).ShouldBeTrue();
        ObservationKey.IsValid(" " + MarketLab.PublicKey).ShouldBeFalse("another spelling");
        bytes[^1] ^= 1;
        ObservationKey.IsValid(Convert.ToBase64String(bytes)).ShouldBeFalse("beside the curve");
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        ObservationKey.IsValid(Convert.ToBase64String(other.ExportSubjectPublicKeyInfo())).ShouldBeFalse("another curve");
        ObservationKey.IsValid("").ShouldBeFalse();
    }

    [Fact]
    public void What_was_written_before_sources_signed_keeps_its_form()
    {
        const string registered = """{"type":"source_registered","source":"a","key_id":"k","weight":"1","by":"ops","at_ms":1}""";
        MarketLab.Text(CoreJson.Read<MarketDataEvent>(Encoding.UTF8.GetBytes(registered))).ShouldBe(registered);
    }

    [Fact]
    public void A_source_that_begins_to_sign_is_no_longer_heard_without_its_signature()
    {
        var lab = new MarketLab();
        lab.All(100);
        lab.Accepted(new MarketDataCommand.RegisterSource("a", "key-a", 1, "ops", MarketLab.PublicKey));
        lab.Do(new MarketDataCommand.RegisterSource("a", "key-a", 1, "ops", MarketLab.PublicKey)).IsDuplicate.ShouldBeTrue();
        var seen = lab.Seen("a", 101);
        var problem = lab.Do(seen with { Signature = null }).Problem.ShouldNotBeNull();
        (problem.Reason, problem.Param).ShouldBe(("bad_signature", "signature"));
        lab.Do(seen).Problem.ShouldBeNull();
        lab.Accepted(new MarketDataCommand.RegisterSource("a", "key-a", 1, "ops"));
        lab.Do(lab.Seen("a", 101) with { Signature = null }).Problem.ShouldBeNull("it signs no longer");
    }
}
