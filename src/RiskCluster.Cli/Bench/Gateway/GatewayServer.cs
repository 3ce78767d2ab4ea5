using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RiskCluster.Cli.Bench.Nodes;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Accounts;
using RiskCluster.Contracts.Venues;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using RiskCluster.Host;
using RiskCluster.Host.Access;
using RiskCluster.Host.Access.Keys;
using RiskCluster.Host.Access.Signing;
using RiskCluster.Host.Api;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Requests;
using RiskCluster.Host.Running;
using RiskCluster.Risk.Market;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Cli.Bench.Gateway;

/// <summary>The real server over SQLite with the made-up book and market, on a free port of loopback.</summary>
internal sealed class GatewayServer : IAsyncDisposable
{
    /// <summary>The venue of all accounts.</summary>
    public const string Venue = BenchNode.Venue;

    /// <summary>Sends an order back: what a call costs that passes all the server's doors and asks for nothing.</summary>
    public const string EchoPath = "/bench/echo";

    private const string Source = "bench";
    private const double Unlimited = 1e12;
    private static readonly ImmutableArray<MarketSnapshot> Markets = [BenchWorkload.Market(), BenchWorkload.Market(0.999)];
    private readonly WebApplication app;
    private readonly ShiftedClock clock;
    private readonly byte[] secret;
    private long ticks;

    private GatewayServer(WebApplication app, ShiftedClock clock, IssuedKey key) => (this.app, this.clock, KeyId, secret) = (app, clock, key.KeyId, Base64Url.DecodeFromChars(key.Secret));

    /// <summary>Where it listens.</summary>
    public Uri Address => new(app.Urls.First());

    /// <summary>Now, as the server has it, unix milliseconds.</summary>
    public long NowMs => clock.NowMs;

    private string KeyId { get; }

    private IActors Actors => app.Services.GetRequiredService<LiveNode>().Actors;

    /// <summary>Starts it with a market and so many accounts.</summary>
    public static async Task<GatewayServer> Start(string folder, int accounts)
    {
        var clock = new ShiftedClock(BenchNode.StartMs);
        var options = new ServeOptions { Urls = "http://127.0.0.1:0", Data = folder, KeyCallsPerSecond = Unlimited, KeyCallsBurst = Unlimited, AddressCallsPerSecond = Unlimited, AddressCallsBurst = Unlimited };
        var app = HostApp.Build(options, [], services =>
        {
            services.AddLogging(logging => logging.ClearProviders());
            services.AddSingleton(new ConsoleText(TextWriter.Null));
            services.AddSingleton(new NodeOptions { Workers = 1, Engine = new() { Clock = clock } });
            services.AddSingleton<IAuthenticator, BelievedAuthenticator>();
        });
        app.MapPost(EchoPath, (Body<OrderCheck> body) => TypedResults.Ok(body.Value)).For(Whose.Anybody, Scope.VenueWrite).AsksOnly();
        await app.StartAsync();
        var node = app.Services.GetRequiredService<LiveNode>();
        await node.Opened;
        await Accepted(node.Actors.Venue(Venue), new VenueCommand.Register(new(VenueKind.CentralBook, "ethereum", "USDC", "Bench")));
        var server = new GatewayServer(app, clock, await app.Services.GetRequiredService<KeyDirectory>().IssueToVenue(Venue, "bench", CancellationToken.None));
        await server.Fill(accounts);
        return server;
    }

    /// <summary>The path of an account.</summary>
    public static string Account(int number) => string.Create(CultureInfo.InvariantCulture, $"/v1/venues/{Venue}/accounts/{number}");

    /// <summary>A body of the API.</summary>
    public static byte[] Body<T>(T body) => JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Options);

    /// <summary>A request that the venue signs, good for a few seconds and once.</summary>
    public byte[] Signed(string method, string path, ReadOnlySpan<byte> body) => WireCaller.Request(method, path, Authorization(method, path, body), body);

    /// <summary>The header of such a request.</summary>
    public string Authorization(string method, string path, ReadOnlySpan<byte> body)
    {
        var (nowMs, nonce) = (NowMs, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)));
        var signature = Base64Url.EncodeToString(HMACSHA256.HashData(secret, SignedText.Of("riskcluster", method, path, body, nowMs, nonce)));
        return string.Create(CultureInfo.InvariantCulture, $"RC1-HMAC-SHA256 key={KeyId}, timestamp={nowMs}, nonce={nonce}, signature={signature}");
    }

    /// <summary>The market moves.</summary>
    public async Task Tick()
    {
        var (number, nowMs) = (Interlocked.Increment(ref ticks), NowMs);
        var market = Markets[(int)(number % 2)];
        // Smiles are told for the time that is left when they are published: a few minutes of a run make no difference that counts.
        ImmutableArray<ObservedExpiry> expiries = [.. market.Expiries.Select(item => new ObservedExpiry(item.Expiry.Milliseconds, decimal.Round((decimal)item.Forward, 9), SmileSlice.From(item.Smile!)))];
        await Tell(new MarketDataCommand.Observe(Source, "key", number, nowMs, new((decimal)market.IndexPrice, 1, (decimal)market.PerpetualPrice, 0, null, expiries)));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task Fill(int accounts)
    {
        await Accepted(Actors.Venue(Venue), new VenueCommand.ListInstruments([.. BenchNode.Instruments.Select(instrument => instrument.Name)], []));
        await Tell(new MarketDataCommand.SetRules(MarketRules.Default with { MinSources = 1, WantedSources = 1, MaxAgeMs = 86_400_000 }, "bench"));
        await Tell(new MarketDataCommand.RegisterSource(Source, "key", 1, "bench"));
        await Tick();
        foreach (var account in BenchWorkload.AccountsOneByOne(BenchNode.Instruments, accounts))
        {
            var actor = Actors.Account(account.Key);
            await Accepted(actor, new AccountCommand.SetCollateral(1, 1, (decimal)account.CashUsd, []));
            await Accepted(actor, new AccountCommand.ApplyPositions(1, 1, 0, [.. account.Positions.Select(item => new PositionChange(item.Instrument, (decimal)item.Quantity))]));
        }

        await Tick();
        var board = app.Services.GetRequiredService<LiveNode>().Board;
        while (board.View is not { } view || view.Coverage.OwnersMargined < accounts) await Task.Delay(10);
    }

    private async Task Tell(MarketDataCommand command) => await Accepted(Actors.MarketData("BTC"), command);

    private static async Task Accepted(IMarketData actor, MarketDataCommand command) => Accepted(await actor.Tell(new(NewId(), command), CancellationToken.None));

    private static async Task Accepted(IVenue actor, VenueCommand command) => Accepted(await actor.Tell(new(NewId(), command), CancellationToken.None));

    private static async Task Accepted(IAccount actor, AccountCommand command) => Accepted(await actor.Tell(new(NewId(), command), CancellationToken.None));

    private static MessageId NewId() => MessageId.Keyed("bench", Guid.NewGuid().ToString("N"));

    private static void Accepted<T>(Answer<T> answer)
        where T : class
    {
        if (!answer.IsAccepted) throw new InvalidOperationException($"the bench was refused: {answer.Problem!.Detail}");
    }
}
