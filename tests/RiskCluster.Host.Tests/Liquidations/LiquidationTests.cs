using RiskCluster.Contracts;
using RiskCluster.Contracts.Liquidations;
using RiskCluster.Core.Liquidations;

namespace RiskCluster.Host.Tests.Liquidations;

/// <summary>Keepers work the queues over HTTP; nobody does it under another's claim.</summary>
public sealed class LiquidationTests
{
    private const string Path = "/v1/liquidations";

    [Fact]
    public async Task A_task_is_claimed_filled_in_parts_and_its_history_tells_all_of_it()
    {
        await using var rig = await HostRig.StartStill();
        await Enqueue(rig, "deribit", 1, shortfallUsd: 50);
        var task = (await rig.Ok<Page<LiquidationDocument>>(Callers.Keeper("kim"), HttpMethod.Get, Path)).Items.Single();
        (task.Venue, task.Status, task.Quantity, task.FilledQuantity, task.Mode).ShouldBe(("deribit", "open", -10, 0, "order"));
        var granted = await rig.Ok<ClaimGranted>(Callers.Keeper("kim"), HttpMethod.Post, $"{Path}/{task.Id}:claim", new ClaimRequest(5_000), "c1");
        (granted.Duplicate, granted.Task.Status, granted.Task.Keeper).ShouldBe((false, "claimed", "kim"));
        granted.LeaseExpiresAt.ShouldBe(rig.Node.NowMs + 5_000);
        (await rig.Ok<ClaimGranted>(Callers.Keeper("kim"), HttpMethod.Post, $"{Path}/{task.Id}:claim", new ClaimRequest(5_000), "c1")).ShouldBe(granted with { Duplicate = true });

        var fill = new FillReport("f1", granted.FencingToken, -4, 98);
        var taken = await rig.Ok<TaskAnswer>(Callers.Keeper("kim"), HttpMethod.Post, $"{Path}/{task.Id}:fill", fill);
        (taken.Duplicate, taken.Task.Status, taken.Task.FilledQuantity).ShouldBe((false, "partially_filled", -4));
        (await rig.Ok<TaskAnswer>(Callers.Keeper("kim"), HttpMethod.Post, $"{Path}/{task.Id}:fill", fill)).ShouldBe(taken with { Duplicate = true });
        (await rig.Refused(Callers.Keeper("kim"), HttpMethod.Post, $"{Path}/{task.Id}:fill", fill with { Price = 97 })).Code.ShouldBe("idempotency_conflict");
        (await rig.Ok<TaskAnswer>(Callers.Keeper("kim"), HttpMethod.Post, $"{Path}/{task.Id}:release", new ReleaseRequest(granted.FencingToken))).Task.Keeper.ShouldBeNull();

        var history = await rig.Ok<Page<TaskEntry>>(Callers.Desk, HttpMethod.Get, $"{Path}/{task.Id}/history");
        history.Items.Select(item => item.Type).ShouldBe(["task_enqueued", "task_claimed", "fill_taken", "claim_ended"]);
        var first = await rig.Ok<Page<TaskEntry>>(Callers.Desk, HttpMethod.Get, $"{Path}/{task.Id}/history?limit=1");
        (await rig.Ok<Page<TaskEntry>>(Callers.Desk, HttpMethod.Get, $"{Path}/{task.Id}/history?cursor={first.NextCursor}")).Items.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_old_token_and_anothers_token_have_lost_the_claim()
    {
        await using var rig = await HostRig.StartStill();
        await Enqueue(rig, "deribit", 1, 50);
        var id = (await rig.Ok<Page<LiquidationDocument>>(Callers.Desk, HttpMethod.Get, Path)).Items.Single().Id;
        var old = await Claim(rig, "kim", id);
        await rig.Ok<TaskAnswer>(Callers.Keeper("kim"), HttpMethod.Post, $"{Path}/{id}:release", new ReleaseRequest(old));
        var token = await Claim(rig, "zoe", id);
        token.ShouldBeGreaterThan(old);
        await Lost(rig, "kim", id, old);
        await Lost(rig, "kim", id, token);
        await Lost(rig, "zoe", id, token + 1);
        (await rig.Refused(Callers.Keeper("kim"), HttpMethod.Post, $"{Path}/{id}:claim", new ClaimRequest())).Reason.ShouldBe("task_claimed");
        (await rig.Ok<TaskAnswer>(Callers.Keeper("zoe"), HttpMethod.Post, $"{Path}/{id}:fill", new FillReport("f", token, -10, 99))).Task.Status.ShouldBe("filled");
    }

    [Fact]
    public async Task Keepers_never_learn_whose_it_is_and_the_desk_does()
    {
        await using var rig = await HostRig.StartStill();
        await Enqueue(rig, "deribit", 1, 50);
        foreach (var path in new[] { Path, $"{Path}?venue=deribit", $"{Path}/{(await rig.Ok<Page<LiquidationDocument>>(Callers.Desk, HttpMethod.Get, Path)).Items[0].Id}" })
        {
            using var response = await rig.Send(Callers.Keeper("kim"), HttpMethod.Get, path);
            (await response.Content.ReadAsStringAsync()).ShouldNotContain("olga");
        }

        var task = (await rig.Ok<Page<LiquidationDocument>>(Callers.Desk, HttpMethod.Get, Path)).Items.Single();
        (task.Owner, task.Account).ShouldBe(("olga", "deribit/alice"));
        task.Id.ShouldNotContain("olga");
        var problem = await rig.Refused(Callers.Keeper("kim"), HttpMethod.Post, $"{Path}/{task.Id}:fill", new FillReport("f", 7, -1, 99));
        (problem.Param, problem.Detail.Contains("olga", StringComparison.Ordinal)).ShouldBe(("fencing_token", false));
    }

    [Fact]
    public async Task The_most_urgent_come_first_over_all_venues()
    {
        await using var rig = await HostRig.StartStill();
        for (var leg = 1; leg <= 4; leg++) await Enqueue(rig, leg % 2 == 0 ? "deribit" : "derive", leg, 10 * leg);
        var all = (await rig.Ok<Page<LiquidationDocument>>(Callers.Desk, HttpMethod.Get, Path)).Items;
        all.Select(task => task.Venue).ShouldBe(["deribit", "derive", "deribit", "derive"]);
        var page = await rig.Ok<Page<LiquidationDocument>>(Callers.Desk, HttpMethod.Get, $"{Path}?limit=3");
        page.Items.ShouldBe(all.Take(3));
        (await rig.Ok<Page<LiquidationDocument>>(Callers.Desk, HttpMethod.Get, $"{Path}?limit=3&cursor={page.NextCursor}")).Items.ShouldBe(all.Skip(3));
        (await rig.Ok<Page<LiquidationDocument>>(Callers.Desk, HttpMethod.Get, $"{Path}?venue=derive")).Items.Count.ShouldBe(2);
        (await rig.Ok<Page<LiquidationDocument>>(Callers.Desk, HttpMethod.Get, $"{Path}?venue=nowhere")).Items.ShouldBeEmpty();
        await Claim(rig, "kim", all[0].Id);
        (await rig.Ok<Page<LiquidationDocument>>(Callers.Desk, HttpMethod.Get, $"{Path}?status=claimed")).Items.Single().Id.ShouldBe(all[0].Id);
        (await rig.Refused(Callers.Desk, HttpMethod.Get, $"{Path}?status=odd")).Param.ShouldBe("status");
        (await rig.Refused(Callers.Desk, HttpMethod.Get, $"{Path}?cursor=bm8")).Reason.ShouldBe("cursor_malformed");
    }

    [Fact]
    public async Task What_is_wrong_with_a_bid_or_a_claim_is_named()
    {
        await using var rig = await HostRig.StartStill();
        await Enqueue(rig, "deribit", 1, 50);
        var id = (await rig.Ok<Page<LiquidationDocument>>(Callers.Desk, HttpMethod.Get, Path)).Items.Single().Id;
        var keeper = Callers.Keeper("kim");
        (await rig.Refused(keeper, HttpMethod.Post, $"{Path}/{id}:claim", new ClaimRequest(10))).Param.ShouldBe("lease_ms");
        (await rig.Refused(keeper, HttpMethod.Post, $"{Path}/{id}:bid", new BidRequest())).Reason.ShouldBe("one_of_three");
        (await rig.Refused(keeper, HttpMethod.Post, $"{Path}/{id}:bid", new BidRequest(Dutch: new("f1", 0.5m)))).Reason.ShouldBe("wrong_mode");
        (await rig.Refused(keeper, HttpMethod.Post, $"{Path}/{id}:bid", new BidRequest(Commit: new(new('0', 64), 10)))).Reason.ShouldBe("wrong_mode");
        foreach (var unknown in new[] { "deribit:x.1", "nowhere:x.1", "x" })
        {
            (await rig.Refused(keeper, HttpMethod.Post, $"{Path}/{unknown}:claim", new ClaimRequest())).Status.ShouldBe(404, unknown);
            (await rig.Refused(keeper, HttpMethod.Get, $"{Path}/{unknown}")).Reason.ShouldBe("unknown_task");
        }

        var token = await Claim(rig, "kim", id);
        (await rig.Refused(keeper, HttpMethod.Post, $"{Path}/{id}:fill", new FillReport("f", token, 1, 99))).Param.ShouldBe("quantity");
        (await rig.Refused(keeper, HttpMethod.Post, $"{Path}/{id}:fill", new FillReport("f", token, -11, 99))).Reason.ShouldBe("fill_too_large");
        (await rig.Refused(keeper, HttpMethod.Post, $"{Path}/{id}:fill", new FillReport("f", token, -1, 1))).Reason.ShouldBe("price_beyond_limit");
    }

    [Fact]
    public async Task Only_keepers_work_and_only_keepers_and_the_desk_look()
    {
        await using var rig = await HostRig.StartStill();
        foreach (var caller in new[] { Callers.Admin, Callers.Deribit, Callers.Owner("olga"), Callers.Governor("ada"), Callers.Source("s1") })
        {
            (await rig.Refused(caller, HttpMethod.Get, Path)).Code.ShouldBe("permission_denied");
            (await rig.Refused(caller, HttpMethod.Get, $"{Path}/x")).Code.ShouldBe("permission_denied");
            (await rig.Refused(caller, HttpMethod.Post, $"{Path}/x:claim", new ClaimRequest())).Code.ShouldBe("permission_denied");
            (await rig.Refused(caller, HttpMethod.Get, $"{Path}/unwinds")).Code.ShouldBe("permission_denied");
        }

        foreach (var (verb, body) in new (string, object)[] { ("claim", new ClaimRequest()), ("bid", new BidRequest()), ("fill", new FillReport("f", 1, 1, 1)), ("release", new ReleaseRequest(1)) })
        {
            (await rig.Refused(Callers.Desk, HttpMethod.Post, $"{Path}/x:{verb}", body)).Code.ShouldBe("permission_denied");
            (await rig.Refused(null, HttpMethod.Post, $"{Path}/x:{verb}", body)).Status.ShouldBe(401);
        }

        (await rig.Refused(Callers.Keeper("kim"), HttpMethod.Get, $"{Path}/x/history")).Code.ShouldBe("permission_denied");
        (await rig.Refused(Callers.Owner("pia"), HttpMethod.Get, $"{Path}/unwinds/olga")).Code.ShouldBe("permission_denied");
        (await rig.Refused(Callers.Owner("olga"), HttpMethod.Get, $"{Path}/unwinds/olga")).Reason.ShouldBe("no_unwind");
    }

    [Fact]
    public async Task An_owner_below_maintenance_is_unwound_where_everybody_who_may_can_see_it()
    {
        await using var rig = await HostRig.StartStill();
        await DeskBook.Open(rig);
        await DeskBook.Hold(rig, DeskBook.Here, 2, 0);
        await DeskBook.Hold(rig, DeskBook.There, 2, 100, new Core.Accounts.PositionChange(Market.Perpetual, -3, 65_000));
        // A breach is confirmed by newer cycles, and the graces and pauses of the rules pass.
        UnwindDocument? unwind = null;
        for (var i = 0; i < 60 && unwind?.Status != "running"; i++)
        {
            rig.Clock!.Advance(TimeSpan.FromSeconds(1));
            await Market.Tick(rig, 65_000 + i % 3);
            await ((Runtime.Node.RiskNode)rig.Node.Node).DriveUnwinds(default);
            await Task.Delay(20);
            using var response = await rig.Send(Callers.Owner(DeskBook.Owner), HttpMethod.Get, $"{Path}/unwinds/{DeskBook.Owner}");
            if (response.IsSuccessStatusCode) unwind = await rig.Ok<UnwindDocument>(Callers.Owner(DeskBook.Owner), HttpMethod.Get, $"{Path}/unwinds/{DeskBook.Owner}");
        }

        (unwind?.Owner, unwind?.Status).ShouldBe((DeskBook.Owner, "running"));
        unwind!.Legs.ShouldNotBeEmpty();
        await Task.Delay(300);
        (await rig.Ok<Page<UnwindDocument>>(Callers.Desk, HttpMethod.Get, $"{Path}/unwinds")).Items.Single().UnwindId.ShouldBe(unwind.UnwindId);
        var task = (await rig.Ok<Page<LiquidationDocument>>(Callers.Desk, HttpMethod.Get, Path)).Items[0];
        (task.Owner, task.Instrument).ShouldBe((DeskBook.Owner, Market.Perpetual));
        (await rig.Ok<Contracts.Portfolios.PortfolioRow>(Callers.Desk, HttpMethod.Get, $"/v1/portfolios/{DeskBook.Owner}")).UnwindStatus.ShouldBe("running");
    }

    private static async Task Enqueue(HostRig rig, string venue, long legId, decimal shortfallUsd)
    {
        var order = new LiquidationOrder("olga", 1, legId, $"{venue}/alice", Market.Perpetual, -10, 60, 100, 100, shortfallUsd, 600_000);
        await DeskBook.Done(rig.Node.Actors.LiquidationQueue(venue).Tell(new(DeskBook.Id(), new LiquidationQueueCommand.Enqueue(order)), default));
    }

    private static async Task<long> Claim(HostRig rig, string keeper, string id) =>
        (await rig.Ok<ClaimGranted>(Callers.Keeper(keeper), HttpMethod.Post, $"{Path}/{id}:claim", new ClaimRequest(5_000))).FencingToken;

    private static async Task Lost(HostRig rig, string keeper, string id, long token)
    {
        var fill = await rig.Refused(Callers.Keeper(keeper), HttpMethod.Post, $"{Path}/{id}:fill", new FillReport($"f{token}", token, -1, 99));
        (fill.Status, fill.Code, fill.Reason).ShouldBe((409, "claim_lost", "claim_lost"));
        (await rig.Refused(Callers.Keeper(keeper), HttpMethod.Post, $"{Path}/{id}:release", new ReleaseRequest(token))).Code.ShouldBe("claim_lost");
    }
}
