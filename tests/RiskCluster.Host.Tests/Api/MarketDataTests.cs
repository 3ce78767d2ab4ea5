using System.Buffers.Text;
using System.Security.Cryptography;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Admin;
using RiskCluster.Contracts.Margins;
using RiskCluster.Contracts.MarketData;
using RiskCluster.Contracts.Oracle;
using RiskCluster.Core.Markets;

namespace RiskCluster.Host.Tests.Api;

/// <summary>Sources speak under their own names; the market is what they agree on; operators say who may speak.</summary>
public sealed class MarketDataTests
{
    private const string Admin = "/v1/admin/market-data/SOL";
    private const string Observations = "/v1/market-data/SOL/observations";

    [Fact]
    public async Task A_quorum_of_registered_sources_makes_a_market()
    {
        await using var rig = await HostRig.StartStill();
        (await rig.Refused(Callers.Desk, HttpMethod.Get, "/v1/market-data/SOL")).Reason.ShouldBe("unknown_market");
        foreach (var source in new[] { "s1", "s2", "s3" }) (await rig.Ok<Acknowledged>(Callers.Admin, HttpMethod.Post, $"{Admin}/sources", new SourceRegistration(source))).Duplicate.ShouldBeFalse();
        (await rig.Ok<Acknowledged>(Callers.Admin, HttpMethod.Post, $"{Admin}/sources", new SourceRegistration("s1"))).Duplicate.ShouldBeTrue();
        var report = new ObservationReport(1, rig.Node.NowMs, 150, 1, 150.1m, 0.0001m, new(149.9m, 150.1m, 1_000, 1_000), [new(rig.Node.NowMs + 30L * 86_400_000, 151)]);
        (await rig.Ok<ObservationAccepted>(Callers.Source("s1"), HttpMethod.Post, Observations, report)).Version.ShouldBe(0);
        (await rig.Refused(Callers.Desk, HttpMethod.Get, "/v1/market-data/SOL")).Reason.ShouldBe("no_consensus");
        await rig.Ok<ObservationAccepted>(Callers.Source("s2"), HttpMethod.Post, Observations, report with { Price = 150.2m });
        var third = await rig.Ok<ObservationAccepted>(Callers.Source("s3"), HttpMethod.Post, Observations, report with { Price = 150.4m });
        (third.Version, third.Status).ShouldBe((1, MarginStatus.Degraded));
        (await rig.Ok<ObservationAccepted>(Callers.Source("s3"), HttpMethod.Post, Observations, report with { Price = 150.4m })).Duplicate.ShouldBeTrue();

        var market = await rig.Ok<MarketDocument>(Callers.Desk, HttpMethod.Get, "/v1/market-data/SOL");
        (market.IndexPrice, market.Expiries.Single().Forward, market.Depth!.AskPrice).ShouldBe((150.2m, 151m, 150.1m));
        var status = await rig.Ok<OracleStatus>(Callers.Desk, HttpMethod.Get, "/v1/oracle/SOL/status");
        (status.MinSources, status.AgeMs, status.Sources.Count).ShouldBe((3, 0, 3));
        status.Sources.ShouldAllBe(source => source.Standing == SourceRole.Included);
        status.Sources[0].DeviationShare!.Value.ShouldBe(-0.2m / 150.2m, 1e-9m);
    }

    [Fact]
    public async Task What_a_market_refuses_is_told_by_its_rule()
    {
        await using var rig = await HostRig.StartStill();
        var report = new ObservationReport(2, rig.Node.NowMs, 150, 1);
        (await rig.Refused(Callers.Source("s1"), HttpMethod.Post, Observations, report)).Reason.ShouldBe("unknown_source");
        await rig.Ok<Acknowledged>(Callers.Admin, HttpMethod.Post, $"{Admin}/sources", new SourceRegistration("s1"));
        (await rig.Refused(Callers.Admin, HttpMethod.Post, $"{Admin}/sources", new SourceRegistration("signing", 1, "a-public-key"))).Param.ShouldBe("public_key");
        (await rig.Refused(Callers.Source("s1"), HttpMethod.Post, Observations, report with { Signature = "AAAA" })).Reason.ShouldBe("signature_unknown");
        (await rig.Refused(Callers.Source("s1"), HttpMethod.Post, Observations, report with { Price = -1 })).Status.ShouldBeOneOf(400, 422);
        (await rig.Refused(Callers.Source("s1"), HttpMethod.Post, Observations, report with { PublishTime = rig.Node.NowMs - 60_000 })).Reason.ShouldBe("too_old");
        await rig.Ok<ObservationAccepted>(Callers.Source("s1"), HttpMethod.Post, Observations, report);
        (await rig.Refused(Callers.Source("s1"), HttpMethod.Post, Observations, report with { Sequence = 1 })).Reason.ShouldBe("late_sequence");
        (await rig.Refused(Callers.Source("s1"), HttpMethod.Post, Observations, report with { Price = 151 })).Code.ShouldBe("idempotency_conflict");
        (await rig.Refused(Callers.Deribit, HttpMethod.Post, Observations, report)).Code.ShouldBe("permission_denied");
    }

    [Fact]
    public async Task A_source_that_signs_is_heard_by_its_signature()
    {
        await using var rig = await HostRig.StartStill(new() { Journal = "memory:", SignedSources = true });
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var registration = new SourceRegistration("s1", 1, Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()));
        var unsigned = await rig.Refused(Callers.Admin, HttpMethod.Post, $"{Admin}/sources", registration with { PublicKey = null });
        (unsigned.Code, unsigned.Reason, unsigned.Param).ShouldBe(("invalid_argument", "public_key_needed", "public_key"));
        await rig.Ok<Acknowledged>(Callers.Admin, HttpMethod.Post, $"{Admin}/sources", registration);
        (await rig.Ok<Acknowledged>(Callers.Admin, HttpMethod.Post, $"{Admin}/sources", registration)).Duplicate.ShouldBeTrue();

        var report = new ObservationReport(1, rig.Node.NowMs, 150, 1);
        var observe = new MarketDataCommand.Observe("s1", "", report.Sequence, report.PublishTime, new(report.Price, report.Confidence));
        string Signature(MarketDataCommand.Observe said, string underlying = "SOL") =>
            Base64Url.EncodeToString(key.SignData(ObservationPayload.Of(underlying, said), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        foreach (var signature in new[] { null, "AAAA", Signature(observe, "BTC"), Signature(observe with { Sequence = 2 }) })
        {
            var refused = await rig.Refused(Callers.Source("s1"), HttpMethod.Post, Observations, report with { Signature = signature });
            (refused.Code, refused.Reason, refused.Param).ShouldBe(("unauthenticated", "bad_signature", "signature"));
        }

        var signed = report with { Signature = Signature(observe) };
        (await rig.Ok<ObservationAccepted>(Callers.Source("s1"), HttpMethod.Post, Observations, signed)).Duplicate.ShouldBeFalse();
        (await rig.Ok<ObservationAccepted>(Callers.Source("s1"), HttpMethod.Post, Observations, signed)).Duplicate.ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_asks_for_what_is_not_there_leaves_nothing_in_the_journal()
    {
        await using var rig = await HostRig.StartStill();
        async Task<List<string>> Streams() => await rig.Node.Journal.Streams("", default).Select(head => head.Stream).ToListAsync();
        var before = await Streams();
        foreach (var path in new[] { "/v1/market-data/NONE", "/v1/oracle/NONE/status", "/v1/venues/none", "/v1/venues/none/instruments", "/v1/venues/none/accounts/a", "/v1/venues/none/accounts/a/margin", "/v1/portfolios/nobody/margin", "/v1/portfolios/nobody/links", "/v1/unwinds/nobody" })
            using (await rig.Send(Callers.Desk, HttpMethod.Get, path)) { }
        await rig.Ok<MarketRulesDocument>(Callers.Admin, HttpMethod.Get, "/v1/admin/market-data/NONE/rules");
        await rig.Refused(Callers.Owner("polaris"), HttpMethod.Get, "/v1/venues/none/accounts/a/margin");
        (await rig.Refused(Callers.Source("s1"), HttpMethod.Post, "/v1/market-data/NONE/observations", new ObservationReport(1, rig.Node.NowMs, 150, 1))).Reason.ShouldBe("unknown_source");
        (await Streams()).ShouldBe(before, ignoreOrder: true);
    }

    [Fact]
    public async Task Operators_set_rules_halt_and_let_sources_go()
    {
        await using var rig = await HostRig.StartStill();
        await rig.Ok<Acknowledged>(Callers.Admin, HttpMethod.Post, $"{Admin}/sources", new SourceRegistration("s1"));
        var rules = await rig.Ok<MarketRulesDocument>(Callers.Admin, HttpMethod.Get, $"{Admin}/rules");
        rules.MinSources.ShouldBe(3);
        await rig.Ok<Acknowledged>(Callers.Admin, HttpMethod.Put, $"{Admin}/rules", rules with { MinSources = 1, WantedSources = 1 });
        (await rig.Ok<MarketRulesDocument>(Callers.Admin, HttpMethod.Get, $"{Admin}/rules")).MinSources.ShouldBe(1);
        (await rig.Refused(Callers.Admin, HttpMethod.Put, $"{Admin}/rules", rules with { MinSources = 0 })).Param.ShouldBe("min_sources");
        (await rig.Ok<ObservationAccepted>(Callers.Source("s1"), HttpMethod.Post, Observations, new ObservationReport(1, rig.Node.NowMs, 150, 1))).Status.ShouldBe(MarginStatus.Ok);
        await rig.Ok<Acknowledged>(Callers.Admin, HttpMethod.Post, $"{Admin}:halt", new MarketHaltRequest("drill"));
        var halted = await rig.Ok<OracleStatus>(Callers.Desk, HttpMethod.Get, "/v1/oracle/SOL/status");
        (halted.Status, halted.HaltReason, halted.HaltedBy).ShouldBe((MarginStatus.Halted, "drill", "root"));
        await rig.Ok<Acknowledged>(Callers.Admin, HttpMethod.Post, $"{Admin}:resume", new MarketResumeRequest());
        (await rig.Ok<Acknowledged>(Callers.Admin, HttpMethod.Post, $"{Admin}/sources/s1:reinstate")).Duplicate.ShouldBeTrue();
        await rig.Ok<Acknowledged>(Callers.Admin, HttpMethod.Delete, $"{Admin}/sources/s1");
        (await rig.Ok<OracleStatus>(Callers.Desk, HttpMethod.Get, "/v1/oracle/SOL/status")).Sources.ShouldBeEmpty();
    }
}
