using RiskCluster.Client;
using RiskCluster.Contracts.Accounts;
using RiskCluster.Contracts.Admin;
using RiskCluster.Contracts.MarketData;
using RiskCluster.Contracts.Venues;
using RiskCluster.Host.Access;

namespace RiskCluster.Operations.Tests.Live;

/// <summary>A venue, a source of prices and a few accounts that trade, until it is disposed of.</summary>
internal sealed class Load : IAsyncDisposable
{
    public const string Venue = "atlas";
    public const string Account = "zebra-account-7";
    private const string Perpetual = "BTC_USDC-PERPETUAL";
    private const string Unpriced = "ETH_USDC-PERPETUAL";
    private const string Source = "feed";
    private const int Traders = 3;
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan TradeEvery = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource end = new();
    private readonly CancellationTokenSource marketEnd = new();
    private readonly List<Task> works = [];
    private readonly RiskClusterClient admin;
    private readonly RiskClusterClient venue;
    private readonly RiskClusterClient source;
    private Task market = Task.CompletedTask;

    private Load(RiskClusterClient admin, RiskClusterClient venue, RiskClusterClient source, IReadOnlyList<string> secrets) =>
        (this.admin, this.venue, this.source, Secrets) = (admin, venue, source, secrets);

    /// <summary>What no log may hold.</summary>
    public IReadOnlyList<string> Secrets { get; }

    /// <summary>Opens the venue and the market, and begins.</summary>
    public static async Task<Load> Begin(Server server, CancellationToken cancellation)
    {
        var (admin, token) = server.As("root", Scope.Admin, Scope.RiskRead);
        var venueKey = (await admin.Venues.Register(new(Venue, "Atlas", VenueMarketKind.CentralBook, "ethereum", "USDC"), cancellation: cancellation)).Key!;
        var sourceKey = await admin.Admin.IssueKey(new KeyRequest(KeyHolder.Source, Source), cancellation);
        var rules = await admin.Admin.Rules("BTC", cancellation);
        await admin.Admin.SetRules("BTC", rules with { MinSources = 1, WantedSources = 1, MaxAgeMs = 5_000 }, cancellation: cancellation);
        await admin.Admin.RegisterSource("BTC", new(Source), cancellation: cancellation);
        var load = new Load(admin, server.As(venueKey.KeyId, venueKey.Secret), server.As(sourceKey.KeyId, sourceKey.Secret), [venueKey.Secret, sourceKey.Secret, token]);
        await load.venue.Venues.ListInstruments(Venue, new([Perpetual, Unpriced]), cancellation: cancellation);
        load.StartMarket();
        for (var number = 0; number < Traders; number++)
        {
            var account = number == 0 ? Account : $"{Account}-{number}";
            await load.venue.Accounts.SetCollateral(Venue, account, new(1, 1, 1_000_000, []), cancellation: cancellation);
            load.works.Add(Repeat(TradeEvery, await load.Trader(account, cancellation), load.end.Token));
        }

        return load;
    }

    /// <summary>An account holds what nobody prices.</summary>
    public Task HoldUnpriced(CancellationToken cancellation) =>
        venue.Accounts.ReplacePositions(Venue, $"{Account}-x", new(1, 1, [new PositionEntry(Unpriced, 1, 3_000)]), cancellation: cancellation);

    /// <summary>No account holds what nobody prices.</summary>
    public Task DropUnpriced(CancellationToken cancellation) => venue.Accounts.ReplacePositions(Venue, $"{Account}-x", new(2, 1, []), cancellation: cancellation);

    /// <summary>The source falls silent.</summary>
    public async Task StopMarket()
    {
        await marketEnd.CancelAsync();
        await market;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await StopMarket();
        await Task.WhenAll(works);
        foreach (var client in new[] { admin, venue, source }) client.Dispose();
        end.Dispose();
        marketEnd.Dispose();
    }

    private void StartMarket()
    {
        var sequence = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        market = Repeat(TickEvery, token => source.Markets.Observe("BTC", new(++sequence, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), 65_000 + (sequence % 7), 1), cancellation: token), marketEnd.Token);
    }

    private async Task<Func<CancellationToken, Task>> Trader(string account, CancellationToken cancellation)
    {
        var positions = await venue.Accounts.Sequence(Venue, account, cancellation);
        var order = 0;
        return async token =>
        {
            await venue.Accounts.CheckOrder(Venue, account, new($"o-{++order}", Perpetual, 0.01m, 65_000, Reserve: order % 2 == 0, DeadlineMs: 2_000), cancellation: token);
            await positions.Update([new PositionEntry(Perpetual, 1 + (order % 5), 65_000)], token);
        };
    }

    // What is refused or cannot be reached now is tried again: the server is hurt on purpose.
    private static Task Repeat(TimeSpan every, Func<CancellationToken, Task> work, CancellationToken end) => Task.Run(
        async () =>
        {
            while (!end.IsCancellationRequested)
            {
                try
                {
                    await work(end);
                    await Task.Delay(every, end);
                }
                catch (Exception problem) when (problem is RiskClusterException or ServerUnreachableException or OperationCanceledException)
                {
                    // Once more.
                }
            }
        },
        CancellationToken.None);
}
