using System.Collections.Concurrent;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Node;

/// <summary>Knows which venues' queues are active here and hold tasks that time may end.</summary>
internal sealed class QueueWatch : ICellObserver<LiquidationQueueState>
{
    private readonly ConcurrentDictionary<string, LiquidationQueueState> busy = new(StringComparer.Ordinal);

    /// <summary>Venues whose queues hold tasks.</summary>
    public IEnumerable<string> Busy => busy.Keys;

    /// <summary>Tasks in which something can still be traded.</summary>
    public int OpenCount => Open.Count();

    /// <summary>When the oldest task was opened in which something can still be traded, unix milliseconds; null when there is none.</summary>
    public long? OldestMs => Open.Min(task => (long?)task.OpenedAtMs);

    private IEnumerable<LiquidationTask> Open => busy.Values.SelectMany(state => state.Tasks.Values).Where(task => !task.IsClosed);

    /// <inheritdoc/>
    public void Changed(ActorAddress address, LiquidationQueueState state, long seq)
    {
        if (state.Tasks.Count > state.EndedCount) busy[address.Key] = state;
        else busy.TryRemove(address.Key, out _);
    }

    /// <inheritdoc/>
    public void Lost(ActorAddress address) => busy.TryRemove(address.Key, out _);
}
