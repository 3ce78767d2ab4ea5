using System.Collections.Concurrent;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Node;

/// <summary>Knows which venues' queues are active here and hold tasks that time may end.</summary>
internal sealed class QueueWatch : ICellObserver<LiquidationQueueState>
{
    private readonly ConcurrentDictionary<string, bool> busy = new(StringComparer.Ordinal);

    /// <summary>Venues whose queues hold tasks.</summary>
    public IEnumerable<string> Busy => busy.Keys;

    /// <inheritdoc/>
    public void Changed(ActorAddress address, LiquidationQueueState state, long seq)
    {
        if (state.Tasks.Count > state.EndedCount) busy[address.Key] = true;
        else busy.TryRemove(address.Key, out _);
    }

    /// <inheritdoc/>
    public void Lost(ActorAddress address) => busy.TryRemove(address.Key, out _);
}
