using RiskCluster.Journal.Postgres;
using RiskCluster.Orleans.Silo;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Cli.Cluster;

/// <summary>Silos in this process, on sockets of loopback over one database of members, which cycle when they are told to: for measuring, and for comparing figures.</summary>
internal sealed class LocalSilos(PostgresTrialServer server, IJournal journal, ModelCalibration calibration, NodeOptions options) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly List<SiloHost> hosts = [];
    private int started;

    /// <summary>The silos.</summary>
    public IReadOnlyList<SiloHost> Hosts => hosts;

    /// <summary>Their nodes.</summary>
    public IReadOnlyList<SiloNode> Nodes => [.. hosts.Select(host => host.Node)];

    /// <summary>Whether nothing waits to be delivered on any of them.</summary>
    public bool IsDelivered => hosts.TrueForAll(host => host.Node.IsDelivered);

    /// <summary>One silo more; returns when it is a member.</summary>
    public async Task Join()
    {
        var connection = await ClusterSchema.Migrate(server.ConnectionString("postgres"), CancellationToken.None);
        using var patience = new CancellationTokenSource(Patience);
        // Every silo has switches of its own.
        hosts.Add(await SiloHost.Start(new($"local-{++started}") { Connection = connection, SiloPort = Ports.Free() }, journal, calibration, options with { Decisions = new(), Desk = new() }, patience.Token));
    }

    /// <summary>The last silo ends without telling anybody.</summary>
    public async Task Kill()
    {
        var last = hosts[^1];
        hosts.Remove(last);
        await last.Abort();
    }

    /// <summary>Waits until all agree, and margin so many owners between them.</summary>
    public Task Covered(int owners) => Until(
        () => hosts.TrueForAll(host => host.Node.Disagreement is null && host.Node.Placement.Silos.Length == hosts.Count && host.Node.Coverage == (owners, owners)) && hosts.Sum(host => host.Node.WholeOwners) == owners,
        () => string.Join("; ", hosts.Select(host => $"{host.Node.Placement.Self}: {host.Node.WholeOwners} of {owners} whole, coverage {host.Node.Coverage}, {host.Node.Disagreement ?? "agreed"}")));

    /// <summary>Asks again while members change: the same message tells what became of it.</summary>
    public static async Task<T> Told<T>(Func<ValueTask<T>> call)
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
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }

    /// <summary>Waits for a condition.</summary>
    /// <exception cref="TimeoutException">It does not come about.</exception>
    public static async Task Until(Func<bool> condition, Func<string> state)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            if (patience.IsCancellationRequested) throw new TimeoutException($"the silos do not settle: {state()}");
            await Task.Delay(20, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts) await host.DisposeAsync();
        hosts.Clear();
    }
}
