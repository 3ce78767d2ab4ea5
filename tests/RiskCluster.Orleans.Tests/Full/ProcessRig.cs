using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using RiskCluster.Journal.Postgres;
using RiskCluster.Orleans.Grains;
using RiskCluster.Orleans.Silo;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.RiskBoard;
using RiskCluster.Runtime.Tests.Engines;
using RiskCluster.Tests.Journals;

namespace RiskCluster.Orleans.Tests.Full;

/// <summary>
/// Silos as processes on sockets of loopback over one PostgreSQL database; calls come through a client of the cluster, and what a rig tells its nodes through each process's standard input. After a restart
/// they are a new cluster on the same journal: that dead members are voted out is shown where nothing waits for it.
/// </summary>
internal sealed class ProcessRig(JournalPlace place, int count) : EngineRig
{
    /// <summary>The longest wait for processes that come or go.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly List<SiloChild> silos = [];
    private readonly Dictionary<string, PortfolioFigure> figures = new(StringComparer.Ordinal);
    private IHost? client;
    private long clockTicks;
    private int generation;

    public override IActors Actors => new GrainActors(client!.Services.GetRequiredService<IClusterClient>());

    public override async Task Settle()
    {
        // Twice: what one lets go in the first look the other takes in the second.
        for (var look = 0; look < 2; look++)
        {
            await Quiet();
            foreach (var silo in silos) await Until(async () => await silo.Look() is not null);
        }
    }

    public override async Task Cycle()
    {
        await Settle();
        figures.Clear();
        // Who were on two boards would be here twice.
        foreach (var silo in silos)
            foreach (var (key, figure) in await silo.Cycle()) figures.Add(key, figure);
    }

    public override PortfolioFigure? Find(string key) => figures.GetValueOrDefault(key);

    public override Task Quiet() => Wait(async () =>
    {
        foreach (var silo in silos)
            if (!await silo.IsDelivered())
                return false;
        return true;
    });

    // What could not be delivered because somebody is on his way is delivered when he has come; nothing else moves him here.
    protected override Task Wait(Func<Task<bool>> condition) => Until(async () =>
    {
        await Tell();
        if (await condition()) return true;
        foreach (var silo in silos) await silo.Look();
        return false;
    });

    protected override async Task<T> Ask<T>(Func<ValueTask<T>> call)
    {
        await Tell();
        return await base.Ask(call);
    }

    public override async Task Restart()
    {
        await Stop();
        generation++;
        clockTicks = 0;
        var cluster = $"conformance-{generation}";
        var connection = await ClusterSchema.Migrate(place.Address["postgres:".Length..], default);
        for (var number = 0; number < count; number++) silos.Add(new([place.Address, cluster, $"silo-{number}", FreePort(), FreePort()]));
        await Task.WhenAll(silos.Select(silo => silo.Ready)).WaitAsync(Patience);
        await Connect(cluster, connection);
        foreach (var silo in silos) await Until(async () => await silo.Look() == count);
        await Cycle();
    }

    public override async ValueTask DisposeAsync()
    {
        await Stop();
        await place.DisposeAsync();
    }

    private async Task Connect(string cluster, string connection)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(orleans =>
        {
            orleans.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster, cluster));
            orleans.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", connection));
            orleans.Services.AddMessages();
            orleans.AddOutgoingGrainCallFilter<UnavailableFilter>();
        });
        client = builder.Build();
        using var patience = new CancellationTokenSource(Patience);
        await client.StartAsync(patience.Token);
    }

    // The time of the test is the time of the silos before anything is asked of them.
    private async Task Tell()
    {
        var ticks = Clock.GetUtcNow().Ticks;
        if (ticks == clockTicks) return;
        foreach (var silo in silos) await silo.SetClock(ticks);
        clockTicks = ticks;
    }

    private async Task Stop()
    {
        foreach (var silo in silos)
        {
            if (!silo.HasEnded) await silo.Kill();
            silo.Dispose();
        }

        silos.Clear();
        if (client is null) return;
        // There is nobody left to take leave of.
        await client.StopAsync(new CancellationToken(canceled: true));
        client.Dispose();
        client = null;
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
