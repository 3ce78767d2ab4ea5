using RiskCluster.Contracts;
using RiskCluster.Contracts.Accounts;
using RiskCluster.Contracts.Margins;
using RiskCluster.Contracts.Venues;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;

namespace RiskCluster.Host.Tests;

/// <summary>A venue registers, reports positions, and reads a margin; all over HTTP.</summary>
public sealed class FirstCallsTests
{
    [Fact]
    public async Task A_venue_reports_positions_and_reads_their_margin()
    {
        await using var rig = await HostRig.StartStill();
        await Market.Open(rig);
        var registration = new VenueRegistration("deribit", "Deribit", VenueMarketKind.CentralBook, "ethereum", "USDC");
        (await rig.Ok<VenueRegistered>(Callers.Admin, HttpMethod.Post, "/v1/venues", registration)).Duplicate.ShouldBeFalse();
        (await rig.Ok<VenueRegistered>(Callers.Admin, HttpMethod.Post, "/v1/venues", registration)).Duplicate.ShouldBeTrue();
        (await rig.Ok<VenueDocument>(Callers.Deribit, HttpMethod.Get, "/v1/venues/deribit")).Name.ShouldBe("Deribit");
        await rig.Node.Actors.Venue("deribit").Tell(new(MessageId.Keyed("t", "list"), new VenueCommand.ListInstruments([Market.Perpetual], [])), default);

        var update = new PositionUpdate(1, 1, 0, [new(Market.Perpetual, 2, 65_000)]);
        var path = "/v1/venues/deribit/accounts/alice/positions";
        var applied = await rig.Ok<PositionsApplied>(Callers.Deribit, HttpMethod.Post, path, update);
        (applied.AppliedSequence, applied.Duplicate).ShouldBe((1, false));
        applied.Margin!.InitialMargin!.Value.ShouldBeGreaterThan(1_000);
        (await rig.Ok<PositionsApplied>(Callers.Deribit, HttpMethod.Post, path, update)).Duplicate.ShouldBeTrue();
        var gap = await rig.Refused(Callers.Deribit, HttpMethod.Post, path, new PositionUpdate(1, 5, 4, [new(Market.Perpetual, 3, 65_000)]));
        (gap.Status, gap.Code, gap.ExpectedSequence, gap.Retryable).ShouldBe((409, "sequence_gap", 2, true));

        (await rig.Ok<PositionsApplied>(Callers.Deribit, HttpMethod.Put, path, new PositionSnapshot(2, 1, [new(Market.Perpetual, 1, 65_000)]))).AppliedSequence.ShouldBe(1);
        await rig.Cycle();
        var margin = (await rig.Ok<MarginReport>(Callers.Deribit, HttpMethod.Get, "/v1/venues/deribit/accounts/alice/margin")).Margin;
        margin.Equity.ShouldBe(0);
        margin.InitialMarginExcess.ShouldBe(-margin.InitialMargin);
        margin.State.ShouldBe(PortfolioCondition.Liquidating);
        (await rig.Refused(Callers.Derive, HttpMethod.Get, "/v1/venues/deribit/accounts/alice/margin")).Code.ShouldBe("permission_denied");
        (await rig.Refused(null, HttpMethod.Get, "/v1/venues/deribit/accounts/alice/margin")).Code.ShouldBe("unauthenticated");
    }

    [Fact]
    public async Task Health_and_version_need_nobody_to_be_known()
    {
        await using var rig = await HostRig.Start();
        foreach (var name in new[] { "live", "ready", "startup" }) (await rig.Ok<HealthReport>(null, HttpMethod.Get, $"/health/{name}")).Status.ShouldNotBeEmpty();
        var version = await rig.Ok<VersionReport>(null, HttpMethod.Get, "/version");
        (version.Audience, version.Engine, version.Model, version.ParametersVersion).ShouldBe(("riskcluster", "embedded", "riskcluster-1", 1));
        (await rig.Refused(null, HttpMethod.Get, "/nowhere")).Code.ShouldBe("not_found");
        (await rig.Refused(null, HttpMethod.Delete, "/version")).Status.ShouldBe(405);
    }

    [Fact]
    public async Task A_list_holds_no_null()
    {
        await using var rig = await HostRig.StartStill();
        const string Body = """{"epoch":1,"sequence":1,"prev_sequence":0,"positions":[{"instrument":"a","size":"1"},null]}""";
        (await rig.Refused(Callers.Deribit, HttpMethod.Post, "/v1/venues/deribit/accounts/alice/positions", Body)).Reason.ShouldBe("null_in_list");
        var open = Body.Replace(",null", ",{\"instrument\":\"b\",\"size\":\"1\",\"average_price\":null}", StringComparison.Ordinal);
        (await rig.Refused(Callers.Deribit, HttpMethod.Post, "/v1/venues/deribit/accounts/alice/positions", open)).Reason.ShouldNotBe("null_in_list");
    }

    [Theory]
    [InlineData("""{"venue":"x","name":"X","kind":"pool","chain":"e","margin_currency":"USDC","oops":1}""", "unknown_field", "oops")]
    [InlineData("""{"venue":"x","name":"X","kind":"pool","chain":"e"}""", "field_missing", "margin_currency")]
    [InlineData("""{"venue":"x","name":"X","kind":"pond","chain":"e","margin_currency":"USDC"}""", "field_malformed", "kind")]
    [InlineData("""{"venue":""", "body_malformed", "venue")]
    [InlineData("null", "body_malformed", null)]
    [InlineData("""{"venue":"a/b","name":"X","kind":"pool","chain":"e","margin_currency":"USDC"}""", "not_a_name", "venue")]
    public async Task What_is_wrong_with_a_body_is_named(string body, string reason, string? param)
    {
        await using var rig = await HostRig.StartStill();
        var problem = await rig.Refused(Callers.Admin, HttpMethod.Post, "/v1/venues", body);
        (problem.Status, problem.Code, problem.Reason, problem.Param).ShouldBe((400, "invalid_argument", reason, param));
        problem.Detail.ShouldNotContain("RiskCluster");
    }
}
