using System.Diagnostics.Metrics;
using RiskCluster.Runtime.Delivery;

namespace RiskCluster.Runtime.Embedded;

/// <summary>What an engine tells of its actors and of the effects that wait.</summary>
internal sealed class EngineMetrics : IDisposable
{
    private readonly Meter meter = new(RuntimeMeters.MeterName);

    public EngineMetrics(ActorHost host, Outbox outbox)
    {
        meter.CreateObservableGauge("riskcluster.actor.active", () => host.ActiveCount, "{actor}", "Actors in memory.");
        meter.CreateObservableGauge("riskcluster.outbox.held", () => outbox.HeldCount, "{effect}", "Effects that wait for delivery in memory.");
        meter.CreateObservableGauge("riskcluster.outbox.lag", () => outbox.Lag.TotalSeconds, "s", "How long the effect waits that has been first in its line for longest.");
    }

    public void Dispose() => meter.Dispose();
}
