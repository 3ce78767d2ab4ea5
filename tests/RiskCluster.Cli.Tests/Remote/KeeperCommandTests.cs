using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Turns;

namespace RiskCluster.Cli.Tests.Remote;

/// <summary>A liquidation from the first breach to its settlement, by nothing but commands against the real server: an owner falls below maintenance, a keeper works the task, the venue settles it.</summary>
public sealed class KeeperCommandTests : IAsyncLifetime
{
    private const string Perpetual = "BTC_USDC-PERPETUAL";
    private const decimal Price = 65_000;
    private static readonly string[] Sources = ["s1", "s2", "s3", "s4"];
    private readonly Dictionary<string, string[]> feeds = [];
    private LiveServer server = null!;
    private string[] atlas = null!;
    private string[] kim = null!;
    private int ticks;

    public async Task InitializeAsync()
    {
        server = await LiveServer.Start();
        atlas = server.Venue("atlas", Perpetual);
        kim = server.Key("keeper", "kim");
        server.Done(server.Root, "market", "rules", "BTC", "--set", "max_age_ms=86400000");
        foreach (var source in Sources)
        {
            feeds[source] = server.Key("source", source);
            server.Done(server.Root, "market", "source", "BTC", source);
        }

        Tick();
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task An_owner_below_maintenance_is_claimed_filled_and_settled()
    {
        server.Done(atlas, "account", "snapshot", "atlas", "alice", "--set", $"{Perpetual}=2@65000");
        server.Done(atlas, "account", "collateral", "atlas", "alice", "--cash", "250000");
        await LiveServer.Until(() => Ticked(() => server.Of(atlas, "account", "margin", "atlas", "alice").ExitCode == 0));
        server.Json(kim, "liquidations", "list").GetArrayLength().ShouldBe(0);

        server.Done(atlas, "account", "collateral", "atlas", "alice", "--cash", "1000");
        await LiveServer.Until(() => Ticked(() => server.Json(kim, "liquidations", "list").GetArrayLength() > 0));
        var task = server.Json(kim, "liquidations", "list")[0];
        var id = task.GetProperty("id").GetString()!;
        var quantity = decimal.Parse(task.GetProperty("quantity").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        var limit = task.GetProperty("limit_price").GetString()!;
        quantity.ShouldBeInRange(-2, -0.000001m);
        id.ShouldNotContain("alice");

        server.Refused(atlas, "not_filled", "liquidations", "settle", id);
        server.Refused(kim, "wrong_mode", "liquidations", "bid", id, "--fraction", "0.5", "--fill-id", "b1");
        var token = server.Json(kim, "liquidations", "claim", id, "--lease-ms", "60000").GetProperty("fencing_token").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture);
        server.Refused(server.Key("keeper", "zoe"), "task_claimed", "liquidations", "claim", id);
        var half = decimal.Round(quantity / 2, 6);
        Fill("f1", half).ShouldMatch("status +│ +partially_filled │");
        Fill("f1", half).ShouldMatch("duplicate +│ +yes │");
        Fill("f2", quantity - half).ShouldMatch("status +│ +filled │");
        var own = server.Json(atlas, "venue", "liquidations", "atlas", "--status", "filled")[0];
        (own.GetProperty("id").GetString(), own.GetProperty("account").GetString()).ShouldBe((id, "atlas/alice"));

        server.Refused(server.Venue("borealis", Perpetual), "not_yours", "liquidations", "settle", id);
        server.Done(atlas, "liquidations", "settle", id).ShouldMatch("status +│ +settled │");
        server.Done(atlas, "liquidations", "settle", id).ShouldMatch("duplicate +│ +yes │");
        server.Of(atlas, "liquidations", "settle", "t-1").ShouldBeRefusedWith("venue liquidations");
        server.Done(server.Root, "liquidations", "show", id, "--history").ShouldContain("task_ended");
        server.Done(server.Root, "liquidations", "show", id).ShouldMatch("owner +│ +atlas/alice │");
        server.Done(server.Root, "liquidations", "unwinds", "atlas/alice").ShouldContain("settled");
        var held = server.Json(atlas, "account", "show", "atlas", "alice").GetProperty("positions");
        var left = held.GetArrayLength() == 0 ? 0 : decimal.Parse(held[0].GetProperty("size").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        left.ShouldBe(2 + quantity, "what keepers trade, the account no longer holds");

        string Fill(string fillId, decimal units) => server.Done(kim, "liquidations", "fill", id, "--fill-id", fillId, "--fencing-token", token, "--quantity", Text(units), "--price", limit);
    }

    [Fact]
    public async Task A_share_of_an_auction_is_bid_for_and_what_is_given_back_can_be_taken_again()
    {
        // Plans of today sell by orders; venues that run auctions put them into the same queue.
        var order = new LiquidationOrder("olga", 1, 1, "atlas/olga", Perpetual, -10, 50_000, Price, Price, 5_000, 600_000, LiquidationMode.Dutch, new(100_000, -5_000, 0, 0.1m, [new(0, 0.98m), new(600_000, 0.8m)]));
        await Put(order);
        await Put(order with { LegId = 2, Mode = LiquidationMode.Order, Dutch = null });
        var tasks = server.Json(kim, "liquidations", "list", "--venue", "atlas").EnumerateArray().ToDictionary(item => item.GetProperty("mode").GetString()!, item => item.GetProperty("id").GetString()!);
        server.Of(kim, "liquidations", "bid", tasks["dutch"], "--fraction", "0.01").ShouldBeRefusedWith("--fill-id");
        server.Done(kim, "liquidations", "bid", tasks["dutch"], "--fraction", "0.01", "--fill-id", "b1").ShouldMatch("status +│ +(partially_)?filled │");
        var token = server.Json(kim, "liquidations", "claim", tasks["order"]).GetProperty("fencing_token").GetInt64();
        server.Done(kim, "liquidations", "release", tasks["order"], "--fencing-token", Text(token)).ShouldMatch("status +│ +open │");
        server.Json(kim, "liquidations", "claim", tasks["order"]).GetProperty("fencing_token").GetInt64().ShouldBeGreaterThan(token);
    }

    private async Task Put(LiquidationOrder order) =>
        (await server.Node.Actors.LiquidationQueue("atlas").Tell(new(MessageId.Keyed("test", $"{order.LegId}"), new LiquidationQueueCommand.Enqueue(order)), default)).Problem.ShouldBeNull();

    private static string Text(decimal number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private bool Ticked(Func<bool> condition)
    {
        Tick();
        return condition();
    }

    // Every source says the next price, which moves a little, so that cycles go on.
    private void Tick()
    {
        var price = Text(Price + ++ticks % 5);
        foreach (var source in Sources) server.Done(feeds[source], "market", "observe", "BTC", "--price", price);
    }
}
