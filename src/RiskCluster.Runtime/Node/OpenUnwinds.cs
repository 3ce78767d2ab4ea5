using System.Collections.Concurrent;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Node;

/// <summary>Knows whose unwinds go on here, or have legs that are still out.</summary>
internal sealed class OpenUnwinds : ICellObserver<UnwindState>
{
    private readonly ConcurrentDictionary<string, UnwindState> open = new(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    public int Count => open.Count;

    /// <summary>Their states, in no order.</summary>
    public IEnumerable<UnwindState> States => open.Values;

    /// <summary>Their owners, by ordinal name.</summary>
    public IEnumerable<string> Owners => open.Keys.Order(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Changed(ActorAddress address, UnwindState state, long seq)
    {
        if (UnwindMachine.IsAwake(state)) open[address.Key] = state;
        else open.TryRemove(address.Key, out _);
    }

    /// <inheritdoc/>
    public void Lost(ActorAddress address) => open.TryRemove(address.Key, out _);
}
