using RiskCluster.Contracts;
using RiskCluster.Contracts.Accounts;
using RiskCluster.Contracts.Venues;

namespace RiskCluster.Host.Tests.Api;

/// <summary>The gate before orders: no two spend the same margin, and whatever cannot be found out is a no.</summary>
public sealed class OrderTests
{
    private static readonly string Check = $"{Book.Alice}:check-order";
    private static readonly OrderCheck Order = new("o1", Market.Perpetual, 1, 65_000, DeadlineMs: 5_000);

    [Fact]
    public async Task Two_orders_cannot_spend_the_same_margin()
    {
        await using var rig = await Book.Open();
        await Book.Cash(rig, "deribit", "alice", 1, 30_000);
        var probe = await rig.Ok<OrderChecked>(Callers.Deribit, HttpMethod.Post, Check, Order with { Reserve = false });
        (probe.IsValidTrade, probe.ReservationId, probe.Reasons.Single()).ShouldBe((true, null, "covered"));
        probe.PreInitialMargin.ShouldBe(0);
        var most = Math.Floor(30_000 / probe.PostInitialMargin!.Value * 0.8m * 10) / 10;
        var first = await rig.Ok<OrderChecked>(Callers.Deribit, HttpMethod.Post, Check, Order with { Size = most });
        (first.IsValidTrade, first.ReservationId, first.ExpiresAt).ShouldBe((true, "o1", rig.Node.NowMs + 30_000));
        var second = await rig.Ok<OrderChecked>(Callers.Deribit, HttpMethod.Post, Check, Order with { OrderId = "o2", Size = most });
        (second.IsValidTrade, second.ReservationId, second.Reasons.Single()).ShouldBe((false, null, "insufficient_margin"));
        (await rig.Ok<AccountDocument>(Callers.Deribit, HttpMethod.Get, Book.Alice)).Reserved.ShouldBeGreaterThan(0);

        var again = await rig.Ok<OrderChecked>(Callers.Deribit, HttpMethod.Post, Check, Order with { Size = most });
        (again.IsValidTrade, again.ReservationId, again.Reasons.Single()).ShouldBe((true, "o1", "reserved_before"));
        var taken = await rig.Refused(Callers.Deribit, HttpMethod.Post, Check, Order with { Size = -1 });
        (taken.Status, taken.Reason).ShouldBe((422, "order_id_taken"));
        await rig.Ok<Acknowledged>(Callers.Deribit, HttpMethod.Delete, $"{Book.Alice}/reservations/o1");
        (await rig.Refused(Callers.Deribit, HttpMethod.Delete, $"{Book.Alice}/reservations/o1")).Code.ShouldBe("not_found");
        (await rig.Ok<OrderChecked>(Callers.Deribit, HttpMethod.Post, Check, Order with { OrderId = "o2", Size = most })).IsValidTrade.ShouldBeTrue();
    }

    [Fact]
    public async Task Many_at_the_same_time_never_reserve_more_than_there_is()
    {
        await using var rig = await Book.Open();
        await Book.Cash(rig, "deribit", "alice", 1, 30_000);
        await Book.Cash(rig, "derive", "alice", 1, 30_000);
        await Book.Link(rig, "anna", "deribit", "alice");
        await Book.Link(rig, "anna", "derive", "alice");
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() =>
        {
            var venue = i % 2 == 0 ? "deribit" : "derive";
            return rig.Ok<OrderChecked>(Callers.Venue(venue), HttpMethod.Post, $"/v1/venues/{venue}/accounts/alice:check-order", Order with { OrderId = $"o{i}", Size = 1 });
        })));
        var passed = answers.Count(answer => answer.IsValidTrade);
        passed.ShouldBeInRange(1, 39);
        var reserved = 0m;
        foreach (var venue in new[] { "deribit", "derive" }) reserved += (await rig.Ok<AccountDocument>(Callers.Venue(venue), HttpMethod.Get, $"/v1/venues/{venue}/accounts/alice")).Reserved;
        reserved.ShouldBeInRange(1, 60_000);
    }

    [Fact]
    public async Task It_fails_closed()
    {
        await using var rig = await Book.Open();
        await No(rig, Order, "margin_unknown");
        await Book.Cash(rig, "deribit", "alice", 1, 30_000);
        await rig.Ok<VenuePatched>(Callers.Admin, HttpMethod.Patch, "/v1/venues/deribit", new VenuePatch(VenueStatus.Halted, "drill"));
        await No(rig, Order, "venue_halted");
        await rig.Ok<VenuePatched>(Callers.Admin, HttpMethod.Patch, "/v1/venues/deribit", new VenuePatch(VenueStatus.Active, "over"));
        await rig.Ok<Acknowledged>(Callers.Admin, HttpMethod.Post, "/v1/admin/market-data/BTC:halt", new Contracts.Admin.MarketHaltRequest("drill"));
        await rig.Ok<PositionsApplied>(Callers.Deribit, HttpMethod.Post, $"{Book.Alice}/positions", new PositionUpdate(1, 1, 0, [new(Market.Perpetual, 0.1m, 65_000)]));
        await rig.Cycle();
        await No(rig, Order, "margin_halted");
    }

    [Fact]
    public async Task What_is_wrong_with_the_question_is_a_problem()
    {
        await using var rig = await Book.Open();
        await Book.Cash(rig, "deribit", "alice", 1, 30_000);
        foreach (var (order, param) in new[]
                 {
                     (Order with { Size = 0 }, "size"), (Order with { Price = 0 }, "price"), (Order with { OrderId = "a b" }, "order_id"), (Order with { DeadlineMs = 1 }, "deadline_ms"),
                     (Order with { LifetimeMs = 0 }, "lifetime_ms"),
                 })
            (await rig.Refused(Callers.Deribit, HttpMethod.Post, Check, order)).Param.ShouldBe(param);
        (await rig.Refused(Callers.Deribit, HttpMethod.Post, Check, Order with { Instrument = "BTC_USDC-27MAR26-1-C" })).Code.ShouldBe("unknown_instrument");
        (await rig.Refused(Callers.Derive, HttpMethod.Post, Check, Order)).Code.ShouldBe("permission_denied");
        (await rig.Refused(Callers.Owner("anna"), HttpMethod.Post, Check, Order)).Code.ShouldBe("permission_denied");
    }

    private static async Task No(HostRig rig, OrderCheck order, string reason)
    {
        foreach (var asked in new[] { order, order with { Reserve = false } })
        {
            var answer = await rig.Ok<OrderChecked>(Callers.Deribit, HttpMethod.Post, Check, asked);
            (answer.IsValidTrade, answer.Reasons.Single(), answer.ReservationId).ShouldBe((false, reason, null));
        }
    }
}
