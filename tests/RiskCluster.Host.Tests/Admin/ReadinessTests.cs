using RiskCluster.Contracts;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Venues;
using RiskCluster.Host.Running;
using RiskCluster.Journal.Postgres;
using RiskCluster.Tests.Journals;

namespace RiskCluster.Host.Tests.Admin;

/// <summary>Each condition of being ready, lost on a running server and, after it holds again, found: what an orchestrator and the operator are told, and what still is answered.</summary>
public sealed class ReadinessTests
{
    private const string Ready = "/health/ready";

    [Theory, OnPostgres]
    public async Task Without_its_journal_it_is_not_ready_and_it_is_again_when_the_journal_is_back(JournalKind kind)
    {
        kind.ShouldBe(JournalKind.Postgres);
        using var database = PostgresTrialServer.Start();
        await using var rig = await HostRig.StartStill(new() { Journal = database.Address });
        await rig.Ok<HealthReport>(null, HttpMethod.Get, Ready);
        database.Kill();
        await Becomes(rig, "journal_unreachable");
        await rig.Ok<HealthReport>(null, HttpMethod.Get, "/health/live");
        database.Restart();
        await Becomes(rig, null);
    }

    [Fact]
    public async Task Without_a_fresh_market_it_is_not_ready_until_there_is_one()
    {
        await using var rig = await HostRig.StartStill();
        await DeskBook.Open(rig);
        await rig.Ok<HealthReport>(null, HttpMethod.Get, Ready);
        rig.Clock!.Advance(TimeSpan.FromDays(2));
        await rig.Node.Node.Review(default);
        await Becomes(rig, "markets_stale");
        await Market.Tick(rig, 65_001);
        await Becomes(rig, null);
    }

    [Fact]
    public async Task With_too_few_owners_margined_it_is_not_ready_and_one_of_many_does_not_matter()
    {
        await using var rig = await HostRig.StartStill();
        await DeskBook.Open(rig);
        await DeskBook.Done(rig.Node.Actors.Venue("deribit").Tell(new(DeskBook.Id(), new VenueCommand.ListInstruments(["ETH_USDC-PERPETUAL"], [])), default));
        await rig.Ok<HealthReport>(null, HttpMethod.Get, Ready);
        // Nobody prices it: one of three owners has no margin, which is less than nine tenths.
        await DeskBook.Hold(rig, "deribit/lost", 1, 100, new PositionChange("ETH_USDC-PERPETUAL", 1, 1_900));
        await rig.Cycle();
        rig.Node.Board.View!.Coverage.Share.ShouldBeLessThan(Readiness.LeastCoverage);
        await Becomes(rig, "coverage_low");

        // Enough others: whom the market does not price takes nobody else out of service.
        for (var i = 0; i < 10; i++) await DeskBook.Hold(rig, $"deribit/more-{i}", 1, 100_000, new PositionChange(Market.Perpetual, 1, 65_000));
        await rig.Cycle();
        rig.Node.Board.View!.Coverage.Share.ShouldBeInRange(Readiness.LeastCoverage, 0.99);
        await Becomes(rig, null);
    }

    [Fact]
    public async Task What_comes_and_goes_within_seconds_changes_nothing()
    {
        await using var rig = await HostRig.StartStill();
        await DeskBook.Open(rig);
        await rig.Ok<HealthReport>(null, HttpMethod.Get, Ready);
        rig.Clock!.Advance(TimeSpan.FromDays(2));
        await rig.Node.Node.Review(default);
        await rig.Ok<HealthReport>(null, HttpMethod.Get, Ready);
        rig.Clock.Advance(Readiness.BadFor - TimeSpan.FromMilliseconds(1));
        await rig.Ok<HealthReport>(null, HttpMethod.Get, Ready);
        await Market.Tick(rig, 65_001);
        await rig.Ok<HealthReport>(null, HttpMethod.Get, Ready);
        rig.Clock.Advance(Readiness.BadFor);
        await rig.Ok<HealthReport>(null, HttpMethod.Get, Ready);
    }

    // Asks, as an orchestrator does, while time goes by; null: until it is ready.
    private static async Task Becomes(HostRig rig, string? reason)
    {
        await HostRig.Until(async () =>
        {
            rig.Clock!.Advance(TimeSpan.FromMilliseconds(500));
            using var response = await rig.Client.GetAsync(Ready);
            if (response.IsSuccessStatusCode) return reason is null;
            var problem = await HostRig.Problem(response);
            (problem.Status, problem.Code, problem.Retryable).ShouldBe((503, "unavailable", true));
            return problem.Reason == reason;
        });
    }
}
