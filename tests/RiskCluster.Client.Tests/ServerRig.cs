using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RiskCluster.Client.Access;
using RiskCluster.Contracts.Admin;
using RiskCluster.Contracts.MarketData;
using RiskCluster.Contracts.Venues;
using RiskCluster.Host;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Running;

namespace RiskCluster.Client.Tests;

/// <summary>The real server on a random port of loopback, with one venue, atlas, that lists a perpetual whose market is known.</summary>
public sealed partial class ServerRig : IAsyncLifetime
{
    public const string Perpetual = "BTC_USDC-PERPETUAL";

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"riskcluster-client-{Guid.NewGuid():N}");
    private readonly List<RiskClusterClient> clients = [];
    private WebApplication? app;
    private IssuedKey? atlas;

    /// <summary>Calls may wait long on a busy machine; what is under test is not the machine.</summary>
    internal static ClientOptions Patient { get; } = new() { AttemptTimeout = TimeSpan.FromMinutes(1), CallTimeout = TimeSpan.FromMinutes(2) };

    internal Uri Address { get; private set; } = null!;

    internal RiskClusterClient Admin { get; private set; } = null!;

    internal IssuedKey Atlas => atlas!;

    /// <summary>A client of the venue atlas.</summary>
    internal RiskClusterClient Venue(HttpMessageHandler? handler = null) => Client(Credentials.Key(Atlas.KeyId, Atlas.Secret), handler);

    internal RiskClusterClient Client(Credentials credentials, HttpMessageHandler? handler = null)
    {
        var client = new RiskClusterClient([Address], credentials, Patient, handler);
        clients.Add(client);
        return client;
    }

    public async Task InitializeAsync()
    {
        var console = new StringWriter();
        app = HostApp.Build(new ServeOptions { Urls = "http://127.0.0.1:0", Data = folder, Journal = "memory:" }, [], services =>
        {
            services.AddLogging(logging => logging.ClearProviders());
            services.AddSingleton(new ConsoleText(console));
        });
        await app.StartAsync();
        await app.Services.GetRequiredService<LiveNode>().Opened;
        Address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        var told = FirstKey().Match(console.ToString());
        Admin = Client(Credentials.Key(told.Groups["id"].Value, told.Groups["secret"].Value));
        atlas = (await Admin.Venues.Register(new("atlas", "Atlas", VenueMarketKind.CentralBook, "ethereum", "USDC"))).Key;
        await Venue().Venues.ListInstruments("atlas", new([Perpetual]));
        await OpenMarket();
    }

    public async Task DisposeAsync()
    {
        foreach (var client in clients) client.Dispose();
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    private async Task OpenMarket()
    {
        var rules = await Admin.Admin.Rules("BTC");
        await Admin.Admin.SetRules("BTC", rules with { MinSources = 1, WantedSources = 1, MaxAgeMs = 86_400_000 });
        await Admin.Admin.RegisterSource("BTC", new SourceRegistration("feed"));
        var key = await Admin.Admin.IssueKey(new(KeyHolder.Source, "feed"));
        await Client(Credentials.Key(key.KeyId, key.Secret)).Markets.Observe("BTC", new ObservationReport(1, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), 65_000, 1, PerpetualPrice: 65_000, Funding8h: 0));
    }

    [GeneratedRegex("key_id=(?<id>\\S+) secret=(?<secret>\\S+)")]
    private static partial Regex FirstKey();
}
