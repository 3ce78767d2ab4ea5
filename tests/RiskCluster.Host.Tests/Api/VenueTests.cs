using RiskCluster.Contracts;
using RiskCluster.Contracts.Venues;

namespace RiskCluster.Host.Tests.Api;

/// <summary>Venues: registration, halt, signs of life, what they list.</summary>
public sealed class VenueTests
{
    private static readonly VenueRegistration Registration = new("deribit", "Deribit", VenueMarketKind.CentralBook, "ethereum", "USDC");

    [Fact]
    public async Task A_venue_registers_once_as_one_thing()
    {
        await using var rig = await HostRig.StartStill();
        var first = await rig.Ok<VenueRegistered>(Callers.Admin, HttpMethod.Post, "/v1/venues", Registration);
        (first.Duplicate, first.Venue.Keys.Single()).ShouldBe((false, first.Key!.KeyId));
        var again = await rig.Ok<VenueRegistered>(Callers.Admin, HttpMethod.Post, "/v1/venues", Registration);
        (again.Duplicate, again.Key).ShouldBe((true, null));
        var other = await rig.Refused(Callers.Admin, HttpMethod.Post, "/v1/venues", Registration with { Chain = "base" }, "another-key");
        (other.Status, other.Code, other.Reason, other.Param).ShouldBe((422, "idempotency_conflict", "profile_differs", "profile"));
        (await rig.Refused(Callers.Admin, HttpMethod.Post, "/v1/venues", Registration with { Venue = new string('v', 41) })).Reason.ShouldBe("name_too_long");
        (await rig.Refused(Callers.Admin, HttpMethod.Post, "/v1/venues", Registration with { Venue = "x", MarginCurrency = "usd" })).Param.ShouldBe("margin_currency");
        (await rig.Refused(Callers.Admin, HttpMethod.Get, "/v1/venues/nowhere")).Code.ShouldBe("not_found");
        (await rig.Refused(Callers.Admin, HttpMethod.Get, "/v1/venues/no%20where")).Param.ShouldBe("venue");
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_a_conflict_and_with_the_same_body_a_duplicate()
    {
        await using var rig = await Book.Open();
        var patch = new VenuePatch(VenueStatus.Halted, "drill");
        (await rig.Ok<VenuePatched>(Callers.Deribit, HttpMethod.Patch, "/v1/venues/deribit", patch, "k1")).Duplicate.ShouldBeFalse();
        var again = await rig.Ok<VenuePatched>(Callers.Deribit, HttpMethod.Patch, "/v1/venues/deribit", patch, "k1");
        (again.Duplicate, again.Venue.Status, again.Venue.HaltReason).ShouldBe((true, VenueStatus.Halted, "drill"));
        var conflict = await rig.Refused(Callers.Deribit, HttpMethod.Patch, "/v1/venues/deribit", new VenuePatch(VenueStatus.Active, "over"), "k1");
        (conflict.Status, conflict.Code).ShouldBe((422, "idempotency_conflict"));
        (await rig.Ok<VenuePatched>(Callers.Admin, HttpMethod.Patch, "/v1/venues/deribit", new VenuePatch(VenueStatus.Active, "over"), "k1")).Venue.Status.ShouldBe(VenueStatus.Active, "another caller's key is another key");
        (await rig.Refused(Callers.Deribit, HttpMethod.Patch, "/v1/venues/deribit", patch with { Reason = "" })).Param.ShouldBe("reason");
        (await rig.Refused(Callers.Deribit, HttpMethod.Patch, "/v1/venues/deribit", patch, "k 1")).Param.ShouldBe("idempotency-key");
    }

    [Fact]
    public async Task Instruments_are_listed_told_in_parts_and_delisted()
    {
        await using var rig = await HostRig.StartStill();
        await rig.Ok<VenueRegistered>(Callers.Admin, HttpMethod.Post, "/v1/venues", Registration);
        var names = Enumerable.Range(1, 7).Select(i => $"BTC_USDC-27MAR26-{i}0000-C").ToList();
        (await rig.Ok<InstrumentsListed>(Callers.Deribit, HttpMethod.Put, "/v1/venues/deribit/instruments", new InstrumentListing(names))).ShouldBe(new(7, false));
        (await rig.Ok<InstrumentsListed>(Callers.Deribit, HttpMethod.Put, "/v1/venues/deribit/instruments", new InstrumentListing(names))).ShouldBe(new(7, true));
        (await rig.Ok<InstrumentsListed>(Callers.Deribit, HttpMethod.Put, "/v1/venues/deribit/instruments", new InstrumentListing([], [names[0]]))).Instruments.ShouldBe(6);
        var (told, cursor) = (new List<string>(), "");
        do
        {
            var page = await rig.Ok<Page<ListedInstrument>>(Callers.Deribit, HttpMethod.Get, $"/v1/venues/deribit/instruments?limit=4{cursor}");
            told.AddRange(page.Items.Select(item => item.Instrument));
            cursor = page.NextCursor is null ? "" : $"&cursor={page.NextCursor}";
        }
        while (cursor.Length > 0);
        told.ShouldBe(names.Skip(1));
        (await rig.Refused(Callers.Deribit, HttpMethod.Put, "/v1/venues/deribit/instruments", new InstrumentListing(["nonsense"]))).Reason.ShouldBe("instrument_not_a_name");
        (await rig.Refused(Callers.Deribit, HttpMethod.Get, "/v1/venues/deribit/instruments?limit=0")).Param.ShouldBe("limit");
        (await rig.Refused(Callers.Deribit, HttpMethod.Get, "/v1/venues/deribit/instruments?limit=x")).Param.ShouldBe("limit");
        (await rig.Refused(Callers.Deribit, HttpMethod.Get, "/v1/venues/deribit/instruments?cursor=!!")).Param.ShouldBe("cursor");
    }

    [Fact]
    public async Task A_sign_of_life_is_recorded_once_a_second()
    {
        await using var rig = await Book.Open();
        (await rig.Ok<Acknowledged>(Callers.Deribit, HttpMethod.Post, "/v1/venues/deribit/heartbeat", new HeartbeatReport(1))).Duplicate.ShouldBeFalse();
        (await rig.Ok<Acknowledged>(Callers.Deribit, HttpMethod.Post, "/v1/venues/deribit/heartbeat", new HeartbeatReport(2))).Duplicate.ShouldBeTrue();
        (await rig.Ok<VenueDocument>(Callers.Deribit, HttpMethod.Get, "/v1/venues/deribit")).LastHeartbeat.ShouldBe(rig.Node.NowMs);
        (await rig.Refused(Callers.Deribit, HttpMethod.Post, "/v1/venues/deribit/heartbeat", new HeartbeatReport(0))).Param.ShouldBe("sequence");
    }
}
