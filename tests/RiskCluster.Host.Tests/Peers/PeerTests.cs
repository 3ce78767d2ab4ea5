using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Accounts;
using RiskCluster.Contracts.Admin;
using RiskCluster.Contracts.Margins;
using RiskCluster.Contracts.Portfolios;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using RiskCluster.Host.Running;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;
using RiskCluster.Runtime.Tests.Engines;

namespace RiskCluster.Host.Tests.Peers;

/// <summary>Two servers of one cluster: each answers for all, whoever has the figures.</summary>
public sealed class PeerTests
{
    private const int Accounts = 6;

    [Fact]
    public async Task Each_server_answers_for_all_owners()
    {
        using var folder = new SharedFolder();
        var cluster = new LocalCluster();
        await using var one = await Server(folder, cluster, "silo-1");
        await using var two = await Server(folder, cluster, "silo-2");
        HostRig[] servers = [one, two];
        await Fill(one);
        await HostRig.Until(async () => await Covered(one) && await Covered(two));
        foreach (var server in servers) server.Node.Board.View.ShouldNotBeNull().Coverage.OwnersKnown.ShouldBeInRange(1, Accounts - 1, "the book is in parts");

        for (var number = 0; number < Accounts; number++)
        {
            var path = $"/v1/venues/deribit/accounts/a{number}";
            var reports = new List<MarginReport>();
            foreach (var server in servers)
            {
                reports.Add(await server.Ok<MarginReport>(Callers.Deribit, HttpMethod.Get, $"{path}/margin"));
                (await server.Ok<JsonElement>(Callers.Deribit, HttpMethod.Get, $"{path}/margin/explain")).ToString().ShouldContain(Market.Perpetual);
                (await server.Ok<HeatmapDocument>(Callers.Deribit, HttpMethod.Get, $"{path}/margin/heatmap")).Portfolio.ShouldBe($"deribit/a{number}");
            }

            (reports[1].Margin.Equity, reports[1].Margin.InitialMargin).ShouldBe((reports[0].Margin.Equity, reports[0].Margin.InitialMargin));
            reports[0].Margin.InitialMargin.ShouldNotBeNull().ShouldBeGreaterThan(0);
            var update = new CollateralUpdate(Epoch: 1, Sequence: 2, CashUsd: 200_000 + number, Items: []);
            (await servers[number % 2].Ok<CollateralApplied>(Callers.Deribit, HttpMethod.Put, $"{path}/collateral", update)).Margin.ShouldNotBeNull("an answer brings the margin from wherever it is");
        }

        await HostRig.Until(async () => (await Rows(one)).All(row => row.Margin.Equity >= 190_000));
        (await Rows(one)).Select(row => row.Owner).ShouldBe((await Rows(two)).Select(row => row.Owner));
        (await Rows(one)).Count.ShouldBe(Accounts);
        foreach (var server in servers)
        {
            (await server.Refused(Callers.Desk, HttpMethod.Get, "/v1/venues/deribit/accounts/nobody/margin")).Reason.ShouldBe("no_margin");
            (await server.Refused(Callers.Desk, HttpMethod.Get, "/v1/portfolios/nobody/margin")).Reason.ShouldBe("no_margin");
        }
    }

    [Fact]
    public async Task While_the_silo_of_a_venue_is_dead_an_update_is_refused_as_not_possible_now_and_the_same_goes_through_when_it_is_back()
    {
        using var folder = new SharedFolder();
        var cluster = new LocalCluster();
        await using var one = await Server(folder, cluster, "silo-1");
        await using var two = await Server(folder, cluster, "silo-2");
        await Fill(one);
        await HostRig.Until(async () => await Covered(one) && await Covered(two));
        string[] silos = ["silo-1", "silo-2"];
        string HomeOf(ActorKind kind, string key) => ((SiloNode)one.Node.Node).Placement.HomeOf(new(kind, key), silos);
        var dead = HomeOf(ActorKind.Venue, "deribit");
        var alive = dead == "silo-1" ? two : one;
        var number = Enumerable.Range(0, Accounts).First(number => HomeOf(ActorKind.Account, $"deribit/a{number}") != dead);

        cluster.Silence(dead, true);
        var path = $"/v1/venues/deribit/accounts/a{number}/positions";
        var update = new PositionUpdate(Epoch: 1, Sequence: 2, PrevSequence: 1, Positions: [new(Market.Perpetual, 7, 65_000)]);
        var refused = await alive.Refused(Callers.Deribit, HttpMethod.Post, path, update);
        (refused.Status, refused.Code, refused.Reason, refused.Retryable).ShouldBe((503, "unavailable", "listing_unknown", true));

        cluster.Silence(dead, false);
        (await alive.Ok<PositionsApplied>(Callers.Deribit, HttpMethod.Post, path, update)).AppliedSequence.ShouldBe(2);
    }

    private static Task<HostRig> Server(SharedFolder folder, LocalCluster cluster, string name) =>
        HostRig.Start(new() { Journal = $"sqlite:{folder.File}" }, services => services.AddSingleton<INodeEngine>(new LocalEngine(cluster, name)));

    private static async Task<bool> Covered(HostRig rig)
    {
        using var answer = await rig.Send(Callers.Desk, HttpMethod.Get, "/v1/admin/coverage");
        if (!answer.IsSuccessStatusCode) return false;
        var coverage = JsonSerializer.Deserialize<CoverageDocument>(await answer.Content.ReadAsStringAsync(), ApiJson.Options)!;
        return (coverage.OwnersKnown, coverage.OwnersMargined) == (Accounts, Accounts);
    }

    // In pages of two, as who reads on would.
    private static async Task<List<PortfolioRow>> Rows(HostRig rig)
    {
        var rows = new List<PortfolioRow>();
        string? cursor = null;
        do
        {
            var page = await rig.Ok<Page<PortfolioRow>>(Callers.Desk, HttpMethod.Get, $"/v1/portfolios?limit=2{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}");
            rows.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return rows;
    }

    private static async Task Fill(HostRig rig)
    {
        await Patiently(() => Market.Open(rig));
        var actors = rig.Node.Actors;
        await Patiently(() => DeskBook.Done(actors.Venue("deribit").Tell(new(MessageId.Keyed("peers", "register"), new VenueCommand.Register(new(VenueKind.CentralBook, "ethereum", "USDC", "deribit"))), default)));
        await Patiently(() => DeskBook.Done(actors.Venue("deribit").Tell(new(MessageId.Keyed("peers", "list"), new VenueCommand.ListInstruments([Market.Perpetual], [])), default)));
        for (var number = 0; number < Accounts; number++)
        {
            var account = actors.Account($"deribit/a{number}");
            var size = number + 1;
            await Patiently(() => DeskBook.Done(account.Tell(new(MessageId.Keyed("peers", "cash"), new AccountCommand.SetCollateral(1, 1, 100_000, [])), default)));
            await Patiently(() => DeskBook.Done(account.Tell(new(MessageId.Keyed("peers", "positions"), new AccountCommand.ApplyPositions(1, 1, 0, [new(Market.Perpetual, size, 65_000)])), default)));
        }
    }

    // Actors move while the second server joins.
    private static async Task Patiently(Func<Task> tell)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                await tell();
                return;
            }
            catch (ActorUnavailableException) when (i < 300)
            {
                await Task.Delay(20);
            }
        }
    }

    private sealed class SharedFolder : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("riskcluster-peers-").FullName;

        public string File => Path.Combine(folder, "journal.sqlite");

        public void Dispose() => Directory.Delete(folder, recursive: true);
    }
}
