using System.Net;
using System.Net.Sockets;
using RiskCluster.Cli.Cluster;
using RiskCluster.Client;
using RiskCluster.Client.Access;
using RiskCluster.Contracts.Accounts;
using RiskCluster.Contracts.Admin;
using RiskCluster.Contracts.MarketData;
using RiskCluster.Contracts.Venues;
using RiskCluster.Tests.Journals;

namespace RiskCluster.Cli.Tests.Cluster;

/// <summary>Real processes that serve the API as silos of one cluster: each answers for all, one that is drained loses nothing, and owners of one that is killed are margined again without a call.</summary>
public sealed class ServedSilosTests(JournalPlaces places) : IClassFixture<JournalPlaces>
{
    private const string Perpetual = "BTC_USDC-PERPETUAL";
    private const int Accounts = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly ClientOptions Options = new() { Retries = 20, LongestDelay = TimeSpan.FromMilliseconds(500), AttemptTimeout = TimeSpan.FromSeconds(30), CallTimeout = TimeSpan.FromMinutes(2) };

    [Theory, OnPostgres]
    public async Task Every_silo_answers_for_all_and_owners_of_a_killed_one_come_back_by_themselves(JournalKind kind)
    {
        using var folder = new TemporaryFolder();
        await using var place = places.New(kind);
        using var patience = new CancellationTokenSource(Patience);
        var silos = Enumerable.Range(0, 3).Select(number => new ServedSilo($"silo-{number}", FreePort(), place.Address, folder.Path)).ToList();
        try
        {
            foreach (var silo in silos)
            {
                silo.Start();
                while (!await silo.HasStarted()) await Task.Delay(100, patience.Token);
            }

            var token = CommandRun.Of("token", "--data", folder.Path, "--sub", "root", "--scope", "admin risk:read").Output.Trim();
            using var first = new RiskClusterClient([new(silos[0].Url)], Credentials.Token(token), Options);
            var key = (await first.Venues.Register(new("atlas", "Atlas", VenueMarketKind.CentralBook, "ethereum", "USDC"), cancellation: patience.Token)).Key!;
            using var venue = new RiskClusterClient([new(silos[1].Url)], Credentials.Key(key.KeyId, key.Secret), Options);
            await venue.Venues.ListInstruments("atlas", new([Perpetual]), cancellation: patience.Token);
            for (var number = 0; number < Accounts; number++)
                await venue.Accounts.SetCollateral("atlas", $"a-{number}", new CollateralUpdate(Epoch: 1, Sequence: 1, CashUsd: 1_000 + number, Items: []), cancellation: patience.Token);

            var rules = await first.Admin.Rules("BTC", patience.Token);
            await first.Admin.SetRules("BTC", rules with { MinSources = 1, WantedSources = 1, MaxAgeMs = 86_400_000 }, cancellation: patience.Token);
            await first.Admin.RegisterSource("BTC", new SourceRegistration("feed"), cancellation: patience.Token);
            var feed = await first.Admin.IssueKey(new(KeyHolder.Source, "feed"), patience.Token);
            using var source = new RiskClusterClient([new(silos[2].Url)], Credentials.Key(feed.KeyId, feed.Secret), Options);
            await source.Markets.Observe("BTC", new ObservationReport(1, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), 65_000, 1, PerpetualPrice: 65_000, Funding8h: 0), cancellation: patience.Token);

            var boards = new List<string>();
            foreach (var silo in silos) boards.Add(await Board(silo, token, patience.Token));
            boards.Distinct().ShouldHaveSingleItem("every silo tells the same of all owners");

            (await silos[1].Stop(patience.Token)).ShouldBe(0);
            (await Board(silos[2], token, patience.Token)).ShouldBe(boards[0]);
            silos[1].Start();
            while (!await silos[1].HasStarted()) await Task.Delay(100, patience.Token);

            silos[2].Dispose();
            silos[2].HasEnded.ShouldBeTrue();
            (await Board(silos[0], token, patience.Token)).ShouldBe(boards[0]);
            (await Board(silos[1], token, patience.Token)).ShouldBe(boards[0]);

            // By the names that the dashboards ask for.
            using var http = new HttpClient();
            var metrics = await http.GetStringAsync(new Uri($"{silos[0].Url}/metrics"), patience.Token);
            metrics.ShouldContain("\norleans_catalog_activations");
            metrics.ShouldContain("\norleans_messaging_pings_reply_missed_total");
        }
        finally
        {
            foreach (var silo in silos) silo.Dispose();
        }
    }

    // Equity of everybody, once all are margined: while owners move, coverage says so.
    private static async Task<string> Board(ServedSilo silo, string token, CancellationToken cancellation)
    {
        using var client = new RiskClusterClient([new(silo.Url)], Credentials.Token(token), Options);
        while (true)
        {
            try
            {
                var coverage = await client.Admin.Coverage(cancellation);
                var page = await client.Portfolios.List(null, 3, cancellation);
                var rows = page.Items.ToList();
                while (page.NextCursor is { } cursor) rows.AddRange((page = await client.Portfolios.List(cursor, 3, cancellation)).Items);
                if (coverage.OwnersKnown == Accounts && coverage.OwnersMargined == Accounts && rows.Count == Accounts)
                    return string.Join(" ", rows.OrderBy(row => row.Owner, StringComparer.Ordinal).Select(row => FormattableString.Invariant($"{row.Owner}={row.Margin.Equity}")));
            }
            catch (Exception problem) when (problem is ServerUnreachableException or RiskClusterException { Problem.Retryable: true })
            {
                // A silo that has just gone is still asked for its part.
            }

            await Task.Delay(200, cancellation);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
