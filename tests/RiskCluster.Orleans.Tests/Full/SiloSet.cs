using System.Net;
using System.Net.Sockets;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Markets;
using RiskCluster.Journal;
using RiskCluster.Journal.Postgres;
using RiskCluster.Orleans.Silo;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;
using RiskCluster.Runtime.Node;
using RiskCluster.Runtime.Tests.Engines;
using RiskCluster.Runtime.Tests.Node;
using RiskCluster.Tests.Journals;

namespace RiskCluster.Orleans.Tests.Full;

/// <summary>Silos over one PostgreSQL database, on sockets of loopback, that cycle and tend by themselves: everything as in production but for the processes.</summary>
internal sealed class SiloSet : ActorScript, IAsyncDisposable
{
    private readonly JournalPlace place;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly RunningClock running;
    private readonly List<SiloHost> hosts = [];
    private readonly List<Runtime.Journaling.IJournal> journals = [];
    private readonly Dictionary<SiloHost, PeerDesk> desks = [];
    private int started;

    public SiloSet(JournalPlace place) => (this.place, running) = (place, new(Clock.GetUtcNow()));

    /// <summary>The silos, in the order in which they came.</summary>
    public IReadOnlyList<SiloHost> Hosts => hosts;

    public override IActors Actors => hosts[0].Node.Actors;

    /// <summary>One silo more; returns when it is a member.</summary>
    public async Task<SiloHost> Join(Func<SiloSettings, SiloSettings>? change = null)
    {
        var connection = await ClusterSchema.Migrate(place.Address["postgres:".Length..], default);
        var journal = await JournalFactory.Open(place.Address, default);
        journals.Add(journal);
        var settings = new SiloSettings($"silo-{++started}") { Connection = connection, SiloPort = FreePort() };
        using var patience = new CancellationTokenSource(Patience);
        var options = new NodeOptions { Workers = 1, Engine = new() { Clock = running } };
        var host = await SiloHost.Start(change?.Invoke(settings) ?? settings, journal, TestCalibration.Instance, options, patience.Token);
        hosts.Add(host);
        desks.Add(host, options.Desk);
        return host;
    }

    /// <summary>Drains a silo and lets it go.</summary>
    public async Task Leave(SiloHost host)
    {
        hosts.Remove(host);
        await host.DisposeAsync();
    }

    /// <summary>Where a silo answers the others.</summary>
    public PeerDesk Desk(SiloHost host) => desks[host];

    /// <summary>A silo ends without telling anybody.</summary>
    public Task Kill(SiloHost host)
    {
        hosts.Remove(host);
        return host.Abort();
    }

    /// <summary>Venues, markets, a model, and some accounts that hold something.</summary>
    public async Task Fill(IEnumerable<string> accounts)
    {
        await Establish();
        foreach (var underlying in new[] { "BTC", "ETH" })
            await Do(new MarketDataCommand.SetRules(MarketRules.Default with { MaxSpike = 1000, MaxMove = 1000, BreakerMove = 1000, HoldMove = 1000, MaxAgeMs = 3_600_000 }, "ops"), underlying);
        await Tick("BTC", 65_000);
        await Tick("ETH", 1_900);
        foreach (var account in accounts)
        {
            await Cash(account, 1, 100_000);
            await Position(account, 1, new PositionChange(Perpetual, 2, 65_000));
        }
    }

    /// <summary>A price from all sources, as of now.</summary>
    public Task Tick(string underlying, decimal price)
    {
        Clock.Advance(running.GetUtcNow() - Clock.GetUtcNow());
        return Observe(underlying, price);
    }

    /// <summary>Waits until every silo agrees and says that so many owners are known and margined.</summary>
    public Task Covered(int owners) => Wait(() => hosts.TrueForAll(host =>
        host.Node.Coverage == (owners, owners) && host.Node.Disagreement is null && host.Node.Placement.Silos.Length == hosts.Count) && hosts.Sum(host => host.Node.WholeOwners) == owners);

    /// <summary>Waits long enough for any machine.</summary>
    public static async Task Wait(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition()) await Task.Delay(50, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts) await host.DisposeAsync();
        foreach (var journal in journals) await journal.DisposeAsync();
        await place.DisposeAsync();
    }

    // Members may be changing: the same message again tells what became of it.
    protected override async Task<T> Ask<T>(Func<ValueTask<T>> call)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                return await call();
            }
            catch (ActorUnavailableException) when (!patience.IsCancellationRequested)
            {
                await Task.Delay(100, CancellationToken.None);
            }
        }
    }

    // The time of the script, and it passes.
    private sealed class RunningClock(DateTimeOffset start) : TimeProvider
    {
        private readonly long at = System.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(at);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
