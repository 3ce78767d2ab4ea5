using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using RiskCluster.Host;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Running;

namespace RiskCluster.Operations.Tests.Live;

/// <summary>There are as many series with ten thousand accounts as with ten: nobody is a label.</summary>
[Collection(OneHost.Name)]
public sealed class CardinalityTests : IDisposable
{
    private const int Few = 10;
    private const int Many = 10_000;
    private const int AtOnce = 256;
    private const string Perpetual = "BTC_USDC-PERPETUAL";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly string folder = Directory.CreateTempSubdirectory("riskcluster-series-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Ten_thousand_accounts_have_the_series_of_ten()
    {
        await using var app = HostApp.Build(new ServeOptions { Urls = "http://127.0.0.1:0", Data = folder, Journal = "memory:" }, ["--Logging:LogLevel:Default=None"], services => services.AddSingleton(new ConsoleText(TextWriter.Null)));
        await app.StartAsync();
        var node = app.Services.GetRequiredService<LiveNode>();
        await node.Opened;
        using var http = new HttpClient { BaseAddress = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        await Open(node);
        await Add(node, 0, Few);
        using var patience = new CancellationTokenSource(Patience);
        await Known(node, Few, patience.Token);
        // The scrape is a request of its own, which the next one tells.
        await Series(http);
        var few = await Series(http);
        await Add(node, Few, Many - Few);
        await Known(node, Many, patience.Token);
        var many = await Series(http);
        many.Except(few).ShouldBeEmpty();
        many.Count.ShouldBe(few.Count);
        many.ShouldContain(series => series.StartsWith("riskcluster_margin_owners_known", StringComparison.Ordinal));
    }

    // A venue and a market: without a price nobody has a margin.
    private static async Task Open(LiveNode node)
    {
        (await node.Actors.Venue("atlas").Tell(new(MessageId.Keyed("test", "venue"), new VenueCommand.Register(new(VenueKind.CentralBook, "ethereum", "USDC", "Atlas"))), default)).Problem.ShouldBeNull();
        (await node.Actors.Venue("atlas").Tell(new(MessageId.Keyed("test", "list"), new VenueCommand.ListInstruments([Perpetual], [])), default)).Problem.ShouldBeNull();
        MarketDataCommand[] market =
        [
            new MarketDataCommand.SetRules(MarketRules.Default with { MinSources = 1, WantedSources = 1, MaxAgeMs = 3_600_000 }, "test"),
            new MarketDataCommand.RegisterSource("feed", "key", 1, "test"),
            new MarketDataCommand.Observe("feed", "key", 1, node.NowMs, new(65_000, 1, 65_000, 0)),
        ];
        for (var number = 0; number < market.Length; number++)
            (await node.Actors.MarketData("BTC").Tell(new(MessageId.Keyed("test", $"market-{number}"), market[number]), default)).Problem.ShouldBeNull();
    }

    private static Task Add(LiveNode node, int first, int count) =>
        Parallel.ForAsync(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, cancellation) =>
        {
            var change = new AccountCommand.ApplyPositions(1, 1, 0, [new(Perpetual, 1, 65_000)]);
            (await node.Actors.Account($"atlas/a-{number}").Tell(new(MessageId.Keyed("atlas", $"p-{number}"), change), cancellation)).Problem.ShouldBeNull();
        });

    private static async Task Known(LiveNode node, int count, CancellationToken cancellation)
    {
        while (node.Board.View?.Coverage.OwnersKnown != count) await Task.Delay(50, cancellation);
    }

    private static async Task<HashSet<string>> Series(HttpClient http) =>
        [.. (await http.GetStringAsync("/metrics")).Split('\n').Where(line => line.StartsWith("riskcluster_", StringComparison.Ordinal)).Select(line => line[..line.LastIndexOf(' ')])];
}
