using RiskCluster.Host.Running;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Simulation.Keepers;

namespace RiskCluster.Cli.Demo;

/// <summary>The demo's outside world around a server: sources, traders, keepers and venues, at the pace of our clock.</summary>
internal sealed class ServedDemo : IDemoProcess
{
    private const int TicksBetweenChains = 240;

    // Nobody wants to see the demo's options expire.
    private const int DaysToFirstExpiry = 3;

    private readonly LiveNode node;
    private readonly DemoMarket path;
    private readonly Dictionary<string, HashSet<UnixTime>> expiries;
    private readonly int seed;
    private readonly DemoSources sources;
    private readonly DemoKeepers keepers;
    private readonly MockVenue[] venues;
    private DemoTraders? traders;
    private int last;

    public ServedDemo(LiveNode node, DemoMarket path, int seed)
    {
        this.node = node;
        this.path = path;
        FirstExpiry = new(path.End.Milliseconds + DaysToFirstExpiry * UnixTime.MillisecondsPerDay);
        // Those that every chain has: a source that is silent of one that it told before would not be whole.
        expiries = path.Opening.Select((market, u) => (market, u)).ToDictionary(
            item => item.market.Underlying,
            item => item.market.Expiries.Select(expiry => expiry.Expiry).Where(expiry => expiry > FirstExpiry && path.Observations.All(markets => markets[item.u].Find(expiry) is not null)).ToHashSet());
        this.seed = seed;
        sources = new(this);
        keepers = new(seed);
        venues = [.. DemoBook.Venues.Select(venue => new MockVenue(node.Actors, venue, seed, IndexOf))];
    }

    /// <inheritdoc/>
    public IActors Actors => node.Actors;

    /// <summary>What expires up to here is left out.</summary>
    public UnixTime FirstExpiry { get; }

    /// <inheritdoc/>
    public void Reach(long timeMs)
    {
        // The clock is the machine's.
    }

    /// <inheritdoc/>
    public async Task Settle()
    {
        while (!node.Node.IsDelivered) await Task.Delay(5);
    }

    /// <summary>These accounts trade from now on.</summary>
    public void Trade(IEnumerable<string> accounts) => traders = new(this, [.. accounts], seed);

    /// <summary>All sources see markets as they are now.</summary>
    public async Task Post(IEnumerable<MarketSnapshot> markets) => await sources.Post(Next(), markets.Select(Now));

    /// <summary>Goes through the crash and back again, tick by tick, until it is told to stop.</summary>
    public async Task Replay(TimeSpan pace, CancellationToken cancellation)
    {
        var count = path.TickCount(TicksBetweenChains);
        using var timer = new PeriodicTimer(pace);
        try
        {
            for (var step = 0; await timer.WaitForNextTickAsync(cancellation); step = (step + 1) % (2 * count))
            {
                // Back as it came, so that no price jumps.
                var tick = step < count ? step + 1 : 2 * count - step;
                await Tick(path.Tick((tick - 1) / TicksBetweenChains, (tick - 1) % TicksBetweenChains + 1, TicksBetweenChains));
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    private async Task Tick(MarketSnapshot[] markets)
    {
        try
        {
            if (traders is not null) await traders.Post(Next());
            await Post(markets);
            await Task.WhenAll(venues.Select(Work));
        }
        catch (Exception problem) when (problem is InvalidOperationException or ActorUnavailableException)
        {
            // A tick that came too late is gone, as it would be with real sources; the next one comes.
        }
    }

    private async Task Work(MockVenue venue)
    {
        await venue.Expire(node.NowMs, CancellationToken.None);
        await keepers.Work(venue);
        await venue.Settle(CancellationToken.None);
    }

    private MarketSnapshot Now(MarketSnapshot market) =>
        market with { AsOf = new UnixTime(node.NowMs), Expiries = [.. market.Expiries.Where(item => expiries[market.Underlying].Contains(item.Expiry))] };

    // Numbers of ticks rise, whatever the clock does.
    private int Next() => ++last;

    private decimal IndexOf(string underlying) =>
        decimal.Round((decimal)node.Board.View!.Markets.First(market => market.Snapshot.Underlying == underlying).Snapshot.IndexPrice, 8);
}
