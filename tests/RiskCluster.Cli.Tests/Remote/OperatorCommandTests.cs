using RiskCluster.Host.Access;

namespace RiskCluster.Cli.Tests.Remote;

/// <summary>What an operator does to a running server by <c>admin</c>, and what the server then does and no longer does.</summary>
public sealed class OperatorCommandTests : IAsyncLifetime
{
    private const string Perpetual = "BTC_USDC-PERPETUAL";
    private LiveServer server = null!;
    private string[] atlas = null!;
    private string[] feed = null!;

    public async Task InitializeAsync()
    {
        server = await LiveServer.Start(options => options with { Governors = ["ada", "grace"] });
        atlas = server.Venue("atlas", Perpetual);
        feed = server.Key("source", "feed");
        server.Done(server.Root, "market", "rules", "BTC", "--set", "min_sources=1", "--set", "wanted_sources=1", "--set", "max_age_ms=86400000");
        server.Done(server.Root, "market", "source", "BTC", "feed");
        server.Done(feed, "market", "observe", "BTC", "--price", "65000");
        server.Done(atlas, "account", "snapshot", "atlas", "alice", "--set", $"{Perpetual}=2@65000");
        server.Done(atlas, "account", "collateral", "atlas", "alice", "--cash", "250000");
        await LiveServer.Until(() => Reason() == "covered");
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task Coverage_is_told_and_markets_and_venues_are_paused_and_resumed()
    {
        server.Json(server.Root, "admin", "coverage").GetProperty("owners_margined").GetInt32().ShouldBe(1);
        server.Done(server.Root, "admin", "pause-market", "BTC", "--reason", "odd prices");
        await LiveServer.Until(() => Reason() == "margin_halted");
        server.Done(server.Root, "market", "show", "BTC").ShouldContain("halted");
        server.Done(server.Root, "admin", "resume-market", "BTC");
        await LiveServer.Until(() => Reason() == "covered");
        server.Done(server.Root, "admin", "pause-venue", "atlas", "--reason", "upkeep").ShouldContain("upkeep");
        Reason().ShouldBe("venue_halted");
        server.Done(server.Root, "admin", "resume-venue", "atlas", "--reason", "done");
        Reason().ShouldBe("covered");
        server.Done(server.Root, "admin", "pause-decisions", "--reason", "drill");
        Reason().ShouldBe("margin_unknown");
        server.Done(server.Root, "admin", "resume-decisions");
        Reason().ShouldBe("covered");
        server.Refused(atlas, "scope_missing", "admin", "pause-decisions", "--reason", "drill");
    }

    [Fact]
    public void Keys_are_taken_back_and_replaced()
    {
        var dora = server.Key("desk", "dora");
        server.Done(dora, "admin", "process");
        server.Done(server.Root, "admin", "revoke-key", dora[1]);
        server.Refused(dora, "signature_invalid", "admin", "process");
        server.Of(server.Root, "admin", "rotate-key", dora[1]).ShouldBeRefusedWith("taken back already");
        var kept = server.Key("desk", "dora");
        var shown = server.Done(server.Root, "admin", "rotate-key", kept[1], "--keep-old", "--json");
        server.Done(LiveServer.KeyOf(shown), "admin", "process");
        server.Done(kept, "admin", "process");

        // The venue's own key: the new one is shown first, as two documents.
        var old = atlas;
        var rotated = server.Done(old, "admin", "rotate-venue-key", "atlas", old[1], "--keep-old", "--json");
        atlas = LiveServer.KeyOf(rotated);
        server.Done(atlas, "admin", "rotate-venue-key", "atlas", old[1]).ShouldContain("Key taken back");
        server.Refused(old, "signature_invalid", "venue", "heartbeat", "atlas");
        server.Done(atlas, "venue", "heartbeat", "atlas");
    }

    [Fact]
    public async Task The_model_is_rolled_back_and_the_process_drains()
    {
        var (ada, grace) = (Governor("ada"), Governor("grace"));
        server.Done(ada, "params", "propose", "--set", "requirement.initial_factor=1.1");
        server.Done(grace, "params", "approve", "2");
        server.Done(grace, "params", "activate", "2", "--wait", "120").ShouldMatch("status +│ +active │");
        server.Refused(server.Root, "scope_missing", "admin", "rollback-params", "1", "--reason", "too dear");
        server.Done(ada, "admin", "rollback-params", "1", "--reason", "too dear");
        server.Json(ada, "params", "show").GetProperty("version").GetInt64().ShouldNotBe(2);
        server.Done(grace, "params", "audit").ShouldContain("rolled_back");

        server.Done(server.Root, "admin", "drain", "--wait", "60").ShouldMatch("draining +│ +yes │");
        var health = server.Of([], "health");
        health.ExitCode.ShouldNotBe(0);
        await LiveServer.Until(() => server.Of(atlas, "account", "show", "atlas", "alice").ExitCode == 0);
    }

    private string[] Governor(string name) => server.Person(name, Scope.ParamsPropose, Scope.ParamsApprove);

    // Why an order passes, or why not.
    private string Reason()
    {
        server.Done(feed, "market", "observe", "BTC", "--price", "65000");
        return server.Json(atlas, "account", "check-order", "atlas", "alice", "o-1", $"{Perpetual}=0.1@65000", "--no-reserve", "--deadline-ms", "5000").GetProperty("reasons")[0].GetString()!;
    }
}
