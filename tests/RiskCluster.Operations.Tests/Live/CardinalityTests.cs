using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using RiskCluster.Host;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Running;

namespace RiskCluster.Operations.Tests.Live;

/// <summary>There are as many series with ten thousand accounts as with ten: nobody is a label.</summary>
public sealed class CardinalityTests : IDisposable
{
    private const int Few = 10;
    private const int Many = 10_000;
    private const int AtOnce = 256;
    private const string Perpetual = "BTC_USDC-PERPETUAL";
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
        await Add(node, 0, Few);
        // The scrape is a request of its own, which the next one tells.
        await Series(http);
        var few = await Series(http);
        await Add(node, Few, Many - Few);
        while (node.Board.View?.Coverage.OwnersKnown != Many) await Task.Delay(50);
        var many = await Series(http);
        many.Except(few).ShouldBeEmpty();
        many.Count.ShouldBe(few.Count);
        many.ShouldContain(series => series.StartsWith("riskcluster_margin_owners_known", StringComparison.Ordinal));
    }

    private static async Task Add(LiveNode node, int first, int count)
    {
        if (first == 0)
        {
            (await node.Actors.Venue("atlas").Tell(new(MessageId.Keyed("test", "venue"), new VenueCommand.Register(new(VenueKind.CentralBook, "ethereum", "USDC", "Atlas"))), default)).Problem.ShouldBeNull();
            (await node.Actors.Venue("atlas").Tell(new(MessageId.Keyed("test", "list"), new VenueCommand.ListInstruments([Perpetual], [])), default)).Problem.ShouldBeNull();
        }

        await Parallel.ForAsync(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, cancellation) =>
        {
            var change = new AccountCommand.ApplyPositions(1, 1, 0, [new(Perpetual, 1, 65_000)]);
            (await node.Actors.Account($"atlas/a-{number}").Tell(new(MessageId.Keyed("atlas", $"p-{number}"), change), cancellation)).Problem.ShouldBeNull();
        });
    }

    private static async Task<HashSet<string>> Series(HttpClient http) =>
        [.. (await http.GetStringAsync("/metrics")).Split('\n').Where(line => line.StartsWith("riskcluster_", StringComparison.Ordinal)).Select(line => line[..line.LastIndexOf(' ')])];
}
