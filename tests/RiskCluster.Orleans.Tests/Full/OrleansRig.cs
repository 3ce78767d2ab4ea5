using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Orleans.TestingHost;
using RiskCluster.Orleans.Grains;
using RiskCluster.Orleans.Silo;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Node;
using RiskCluster.Runtime.Tests.Engines;
using RiskCluster.Runtime.Tests.Node;

namespace RiskCluster.Orleans.Tests.Full;

/// <summary>Real silos of Orleans in one process; calls come through a client, so that all of them cross a wire.</summary>
internal sealed class OrleansRig(IJournal journal, short count) : LocalRig
{
    private InProcessTestCluster? cluster;
    private IActors? actors;

    public override IActors Actors => actors!;

    public override IReadOnlyList<IRiskNode> Nodes => [.. Silos];

    public IEnumerable<SiloNode> Silos => cluster!.GetActiveSilos().Select(silo => cluster.GetSiloServiceProvider(silo.SiloAddress).GetRequiredService<SiloNode>());

    public InProcessTestCluster Cluster => cluster!;

    public override async Task Settle()
    {
        // Twice: what one lets go in the first look the other takes in the second.
        for (var look = 0; look < 2; look++)
        {
            await Quiet();
            // Who has to wait too long for another, as on a busy machine, looks again.
            foreach (var node in Silos) await Until(() => Look(node));
        }
    }

    // What could not be delivered because somebody is on his way is delivered when he has come; nothing else moves him here.
    protected override Task Wait(Func<Task<bool>> condition) => Until(async () =>
    {
        if (await condition()) return true;
        foreach (var node in Silos) await Look(node);
        return false;
    });

    private static async Task<bool> Look(SiloNode node)
    {
        try
        {
            await node.Tend(default);
            return true;
        }
        catch (Exception problem) when (problem is ActorUnavailableException or OperationCanceledException)
        {
            return false;
        }
    }

    public override async Task Restart()
    {
        if (cluster is not null)
        {
            foreach (var silo in cluster.GetActiveSilos().ToList()) await cluster.KillSiloAsync(silo);
            await cluster.DisposeAsync();
        }

        var builder = new InProcessTestClusterBuilder(count);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureHost(host => host.Logging.ClearProviders());
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddRiskCluster(
                journal,
                TestCalibration.Instance,
                new() { CyclesByItself = false, Workers = 1, Engine = new() { Clock = Clock, Outbox = new() { FirstRetry = TimeSpan.Zero } } },
                new() { TendsByItself = false });
            silo.AddMemoryGrainStorage(RosterGrain.StorageName).UseInMemoryReminderService();
        });
        builder.ConfigureClient(client =>
        {
            client.Services.AddMessages();
            client.AddOutgoingGrainCallFilter<UnavailableFilter>();
        });
        cluster = builder.Build();
        await cluster.DeployAsync();
        actors = new GrainActors(cluster.Client);
        await Cycle();
    }

    public override async ValueTask DisposeAsync()
    {
        if (cluster is not null) await cluster.DisposeAsync();
        await journal.DisposeAsync();
    }
}
