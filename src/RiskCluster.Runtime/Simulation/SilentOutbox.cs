using RiskCluster.Runtime.Delivery;

namespace RiskCluster.Runtime.Simulation;

/// <summary>An outbox that delivers nothing, where effects were told before they were durable.</summary>
internal sealed class SilentOutbox : IOutbox
{
    public void Post(EffectBatch batch)
    {
    }

    public void Settle(string stream, long epoch, long seq)
    {
    }

    public void Forget(string stream)
    {
    }
}
