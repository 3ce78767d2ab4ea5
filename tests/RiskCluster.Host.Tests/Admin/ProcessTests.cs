using System.Text.Json;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Admin;
using RiskCluster.Contracts.Liquidations;
using RiskCluster.Contracts.Operations;
using RiskCluster.Contracts.Parameters;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Portfolios;
using RiskCluster.Host.Access;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Host.Tests.Admin;

/// <summary>The kill switch, draining, coverage and the journal's proof.</summary>
public sealed class ProcessTests
{
    private const string Process = "/v1/admin/process";
    private const string Pause = "/v1/admin/decisions:pause";
    private const string Resume = "/v1/admin/decisions:resume";

    [Fact]
    public async Task While_decisions_are_paused_no_order_passes_no_liquidation_begins_and_margins_are_told()
    {
        await using var rig = await HostRig.StartStill(new() { Journal = null });
        await DeskBook.Open(rig);
        var order = new AccountCommand.Reserve("o1", Market.Perpetual, 0.1m, 65_000, 60_000);
        var paused = await rig.Ok<ProcessDocument>(Callers.Admin, HttpMethod.Post, Pause, new ReasonRequest("odd prices"));
        (paused.DecisionsPaused, paused.PausedReason, paused.PausedBy).ShouldBe((true, "odd prices", "root"));
        (await rig.Node.Actors.Account(DeskBook.Alone).Tell(new(DeskBook.Id(), order), default)).Problem!.Reason.ShouldBe("margin_unknown");
        await DeskBook.Hold(rig, DeskBook.There, 2, 100, new PositionChange(Market.Perpetual, -9, 65_000));
        await Ticks(rig, 5);
        IsUnwound(rig.Node.Board.Figure(DeskBook.Owner)!.Figure!.Value.State).ShouldBeTrue();
        (await State(rig)).ShouldBe(MarginState.Healthy, "nobody was told");

        await rig.Restart();
        (await rig.Ok<ProcessDocument>(Callers.Desk, HttpMethod.Get, Process)).PausedReason.ShouldBe("odd prices", "it stays paused");
        await Ticks(rig, 3);
        (await State(rig)).ShouldBe(MarginState.Healthy);
        (await rig.Ok<ProcessDocument>(Callers.Admin, HttpMethod.Post, Resume)).DecisionsPaused.ShouldBeFalse();
        await Ticks(rig, 5);
        IsUnwound(await State(rig)).ShouldBeTrue("what was held back is told when decisions are taken again");
        await rig.Restart();
        (await rig.Ok<ProcessDocument>(Callers.Desk, HttpMethod.Get, Process)).DecisionsPaused.ShouldBeFalse();
    }

    [Fact]
    public async Task A_keeper_claims_nothing_while_decisions_are_paused()
    {
        await using var rig = await HostRig.StartStill();
        var leg = new LiquidationOrder("olga", 1, 1, "deribit/alice", Market.Perpetual, -10, 60, 100, 100, 5, 600_000);
        await DeskBook.Done(rig.Node.Actors.LiquidationQueue("deribit").Tell(new(DeskBook.Id(), new LiquidationQueueCommand.Enqueue(leg)), default));
        var id = (await rig.Ok<Page<LiquidationDocument>>(Callers.Desk, HttpMethod.Get, "/v1/liquidations")).Items.Single().Id;
        await rig.Ok<ProcessDocument>(Callers.Admin, HttpMethod.Post, Pause, new ReasonRequest("x"));
        var refused = await rig.Refused(Callers.Keeper("kim"), HttpMethod.Post, $"/v1/liquidations/{id}:claim", new ClaimRequest());
        (refused.Status, refused.Reason, refused.Retryable).ShouldBe((409, "decisions_paused", true));
        await rig.Ok<ProcessDocument>(Callers.Admin, HttpMethod.Post, Resume);
        await rig.Ok<ClaimGranted>(Callers.Keeper("kim"), HttpMethod.Post, $"/v1/liquidations/{id}:claim", new ClaimRequest());
    }

    [Fact]
    public async Task A_process_that_drains_is_not_ready_and_answers_on()
    {
        await using var rig = await HostRig.StartStill();
        await rig.Ok<HealthReport>(null, HttpMethod.Get, "/health/ready");
        (await rig.Ok<ProcessDocument>(Callers.Admin, HttpMethod.Post, $"{Process}:drain")).Draining.ShouldBeTrue();
        (await rig.Refused(null, HttpMethod.Get, "/health/ready")).Reason.ShouldBe("draining");
        await rig.Ok<HealthReport>(null, HttpMethod.Get, "/health/live");
        (await rig.Refused(Callers.Desk, HttpMethod.Get, "/v1/stream?channels=parameters")).Reason.ShouldBe("draining");
        await rig.Ok<ParametersDocument>(Callers.Desk, HttpMethod.Get, "/v1/parameters");
    }

    [Fact]
    public async Task Coverage_tells_the_desk_who_and_the_operator_how_many()
    {
        await using var rig = await HostRig.StartStill();
        (await rig.Refused(Callers.Admin, HttpMethod.Get, "/v1/admin/coverage")).Reason.ShouldBe("no_margin_cycle");
        await DeskBook.Open(rig);
        await DeskBook.Done(rig.Node.Actors.Venue("deribit").Tell(new(DeskBook.Id(), new Core.Venues.VenueCommand.ListInstruments(["ETH_USDC-PERPETUAL"], [])), default));
        await DeskBook.Hold(rig, "deribit/lost", 1, 100, new PositionChange("ETH_USDC-PERPETUAL", 1, 1_900));
        await rig.Cycle();
        var desk = await rig.Ok<CoverageDocument>(Callers.Desk, HttpMethod.Get, "/v1/admin/coverage");
        (desk.OwnersKnown, desk.OwnersMargined, desk.MarketSeq, desk.MissingCount).ShouldBe((3, 2, rig.Node.Board.View!.MarketSeq, 0));
        (desk.Unmargined.Single().Owner, desk.Unmargined.Single().Instrument).ShouldBe(("deribit/lost", "ETH_USDC-PERPETUAL"));
        var admin = await rig.Ok<CoverageDocument>(Callers.Admin, HttpMethod.Get, "/v1/admin/coverage");
        admin.Unmargined.Single().Owner.ShouldNotContain("lost");
    }

    [Fact]
    public async Task A_checkpoint_is_held_against_the_journal_and_a_forged_one_is_refused()
    {
        await using var rig = await HostRig.StartStill(new() { Journal = null });
        await DeskBook.Open(rig);
        var checkpoint = await rig.Ok<JsonElement>(Callers.Admin, HttpMethod.Post, "/v1/admin/journal/checkpoint");
        using (var key = await rig.Send(Callers.Admin, HttpMethod.Get, "/v1/admin/journal/checkpoint-key"))
            (await key.Content.ReadAsStringAsync()).ShouldStartWith("-----BEGIN PUBLIC KEY-----");
        await DeskBook.Hold(rig, DeskBook.Alone, 2, 1, new PositionChange(Market.Perpetual, 1, 65_000));
        var started = await rig.Ok<OperationDocument>(Callers.Admin, HttpMethod.Post, "/v1/admin/journal/verify", new VerifyRequest(Checkpoint: checkpoint));
        OperationDocument? done = null;
        for (var i = 0; i < 1_000 && done?.FinishedAt is null; i++)
        {
            await Task.Delay(10);
            done = await rig.Ok<OperationDocument>(Callers.Admin, HttpMethod.Get, $"/v1/operations/{started.Id}");
        }

        (done!.Status, done.Problem).ShouldBe(("done", null));
        done.Result!.Value.GetProperty("ok").GetBoolean().ShouldBeTrue(done.Result.Value.ToString());
        done.Result.Value.GetProperty("events").GetInt64().ShouldBeGreaterThan(20);
        var forged = JsonSerializer.SerializeToNode(checkpoint)!.AsObject();
        var field = forged.First(item => item.Value is System.Text.Json.Nodes.JsonValue).Key;
        forged[field] = "AAAA";
        (await rig.Refused(Callers.Admin, HttpMethod.Post, "/v1/admin/journal/verify", new VerifyRequest(Checkpoint: JsonSerializer.SerializeToElement(forged)))).Param.ShouldBe("checkpoint");
    }

    [Fact]
    public async Task The_process_is_the_operators()
    {
        await using var rig = await HostRig.StartStill();
        foreach (var caller in new[] { Callers.Deribit, Callers.Owner("olga"), Callers.Keeper("kim"), Callers.Governor("ada"), Callers.Source("s1"), Callers.Desk })
        {
            foreach (var path in new[] { Resume, $"{Process}:drain", "/v1/admin/journal/checkpoint" })
                (await rig.Refused(caller, HttpMethod.Post, path)).Code.ShouldBe("permission_denied", path);
            (await rig.Refused(caller, HttpMethod.Post, Pause, new ReasonRequest("x"))).Code.ShouldBe("permission_denied");
            (await rig.Refused(caller, HttpMethod.Post, "/v1/admin/journal/verify", new VerifyRequest())).Code.ShouldBe("permission_denied");
            if (!caller.Has(Scope.RiskRead))
                foreach (var path in new[] { Process, "/v1/admin/coverage" })
                    (await rig.Refused(caller, HttpMethod.Get, path)).Code.ShouldBe("permission_denied", path);
        }

        (await rig.Refused(Callers.Admin, HttpMethod.Post, Pause, new ReasonRequest("  "))).Param.ShouldBe("reason");
        (await rig.Refused(null, HttpMethod.Post, Pause, new ReasonRequest("x"))).Status.ShouldBe(401);
    }

    private static bool IsUnwound(MarginState state) => state >= MarginState.Liquidating;

    private static async Task Ticks(HostRig rig, int count)
    {
        for (var i = 0; i < count; i++)
        {
            rig.Clock!.Advance(TimeSpan.FromSeconds(1));
            await Market.Tick(rig, 65_000 + i % 3);
        }
    }

    private static async Task<MarginState> State(HostRig rig) => (await rig.Node.Actors.Portfolio(DeskBook.Owner).Read(fenced: false, default)).State.State;
}
