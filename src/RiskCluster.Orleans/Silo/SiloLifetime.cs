using Orleans;
using Orleans.Runtime;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Orleans.Silo;

/// <summary>Starts the node when the silo has become a member, tells it when the members change, and drains it when the others know that the silo leaves.</summary>
internal sealed class SiloLifetime(Func<SiloNode> node, ISiloStatusOracle members) : ILifecycleParticipant<ISiloLifecycle>, ISiloStatusListener
{
    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(nameof(SiloLifetime), ServiceLifecycleStage.ApplicationServices, _ => Task.CompletedTask, Drain);
        lifecycle.Subscribe(nameof(SiloLifetime), ServiceLifecycleStage.Active, Start, Leave);
    }

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status) => node().Poke();

    private Task Start(CancellationToken cancellation)
    {
        node().Start();
        members.SubscribeToSiloStatusEvents(this);
        return Task.CompletedTask;
    }

    private Task Leave(CancellationToken cancellation)
    {
        members.UnSubscribeFromSiloStatusEvents(this);
        // The others take over as soon as they know; who still calls here must not bring back what they have.
        node().Leave();
        return Task.CompletedTask;
    }

    private Task Drain(CancellationToken cancellation) => node().DisposeAsync().AsTask();
}
