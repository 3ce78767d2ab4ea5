using System.Text.Json;
using RiskCluster.Contracts.ContagionRuns;
using RiskCluster.Contracts.Operations;

namespace RiskCluster.Host.Tests.Operations;

/// <summary>A shock through the live book.</summary>
public sealed class ContagionTests
{
    private const string Path = "/v1/contagion-runs";

    [Fact]
    [Trait("Rule", "SYS-1")]
    public async Task A_crash_leaves_what_owners_cannot_pay_and_what_was_found_survives_the_process()
    {
        await using var rig = await HostRig.StartStill(new() { Journal = null });
        await DeskBook.Open(rig);
        var calm = await Run(rig, new("calm"));
        calm.GetProperty("defaults").GetInt32().ShouldBe(0);
        calm.GetProperty("accounts").GetInt32().ShouldBe(3);
        calm.GetProperty("total_loss_usd").GetDouble().ShouldBe(0);

        // Pia is 1.5 coins long with 10,000 USD: after a fall by 60 % she owes about 50,000 that she does not have. Olga's accounts stand against each other.
        await DeskBook.Hold(rig, DeskBook.Alone, 2, 10_000, new Core.Accounts.PositionChange(Market.Perpetual, 1.5m, 66_000));
        var request = new ContagionRequest("a crash", Overrides: [new("BTC", -0.6m)]);
        var started = await rig.Ok<OperationDocument>(Callers.Desk, HttpMethod.Post, Path, request, "c1");
        var done = await Until(rig, started.Id);
        (done.Status, done.Problem).ShouldBe(("done", null));
        var crash = done.Result!.Value;
        crash.GetProperty("defaults").GetInt32().ShouldBeGreaterThan(0);
        crash.GetProperty("total_loss_usd").GetDouble().ShouldBeGreaterThan(0);
        crash.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("name").GetString()).ShouldBe(["owner:deribit/pia", "owner:olga", "venue:deribit", "venue:derive"], ignoreOrder: true);

        await rig.Restart();
        var recorded = await rig.Ok<OperationDocument>(Callers.Desk, HttpMethod.Get, $"/v1/operations/{started.Id}");
        (recorded.Status, recorded.Kind, recorded.Progress).ShouldBe(("done", "contagion_run", 1));
        var summary = recorded.Result!.Value.GetProperty("summary");
        summary.GetProperty("defaults").GetInt64().ShouldBe(crash.GetProperty("defaults").GetInt64());
        decimal.Parse(summary.GetProperty("total_loss_usd").GetString()!, System.Globalization.CultureInfo.InvariantCulture).ShouldBe((decimal)crash.GetProperty("total_loss_usd").GetDouble(), 0.000002m);
    }

    [Theory]
    [InlineData("""{"name":" "}""", "name")]
    [InlineData("""{"name":"x","fund_losses":{"nowhere":"1"}}""", "fund_losses.nowhere")]
    [InlineData("""{"name":"x","fund_losses":{"deribit":"-1"}}""", "fund_losses.deribit")]
    [InlineData("""{"name":"x","pools":[{"asset":"DOGE","depth_usd":"1"}]}""", "pools[0].asset")]
    [InlineData("""{"name":"x","pools":[{"asset":"BTC","depth_usd":"0"}]}""", "pools[0].depth_usd")]
    [InlineData("""{"name":"x","price_falls":{"BTC":"0.1"}}""", "price_falls.BTC")]
    [InlineData("""{"name":"x","recovery_of_assets":"2"}""", "recovery_of_assets")]
    [InlineData("""{"name":"x","overrides":[{"underlying":"BTC","price_move":"-1"}]}""", "overrides[0].price_move")]
    public async Task What_is_out_of_bounds_is_named(string body, string param)
    {
        await using var rig = await HostRig.StartStill();
        await DeskBook.Open(rig);
        var problem = await rig.Refused(Callers.Desk, HttpMethod.Post, Path, body);
        (problem.Status, problem.Param).ShouldBe((400, param));
    }

    [Fact]
    public async Task Runs_are_the_desks_and_need_a_cycle()
    {
        await using var rig = await HostRig.StartStill();
        (await rig.Refused(Callers.Desk, HttpMethod.Post, Path, new ContagionRequest("x"))).Reason.ShouldBe("no_margin_cycle");
        foreach (var caller in new[] { Callers.Admin, Callers.Deribit, Callers.Owner("olga"), Callers.Governor("ada") })
            (await rig.Refused(caller, HttpMethod.Post, Path, new ContagionRequest("x"))).Code.ShouldBe("permission_denied");
    }

    private static async Task<JsonElement> Run(HostRig rig, ContagionRequest request)
    {
        var done = await Until(rig, (await rig.Ok<OperationDocument>(Callers.Desk, HttpMethod.Post, Path, request)).Id);
        (done.Status, done.Problem).ShouldBe(("done", null));
        return done.Result!.Value;
    }

    private static async Task<OperationDocument> Until(HostRig rig, string id)
    {
        for (var i = 0; ; i++)
        {
            var operation = await rig.Ok<OperationDocument>(Callers.Desk, HttpMethod.Get, $"/v1/operations/{id}");
            if (operation.FinishedAt is not null) return operation;
            i.ShouldBeLessThan(2_000, operation.Status);
            await Task.Delay(10);
        }
    }
}
