using System.Collections.Immutable;
using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Delivery;

/// <summary>What one sender has for others. Guarded by the outbox's lock.</summary>
internal sealed class OutboxStream(string name, int laneCapacity, Func<byte[], ImmutableArray<IEffect>> decode)
{
    private readonly Dictionary<ActorAddress, OutboxLane> lanes = [];

    public string Name => name;

    public Func<byte[], ImmutableArray<IEffect>> Decode => decode;

    public long Epoch { get; set; }

    /// <summary>The newest event whose effects have been taken over, or that has none.</summary>
    public long NewestSeq { get; set; }

    /// <summary>True when the sender is another process's now.</summary>
    public bool Forgotten { get; set; }

    public bool IsEmpty => lanes.Count == 0;

    public int Held => lanes.Values.Sum(lane => lane.Count);

    /// <summary>Effects of events up to this one have all been delivered.</summary>
    public long DeliveredSeq => lanes.Count == 0 ? NewestSeq : lanes.Values.Min(lane => lane.FirstSeq) - 1;

    /// <summary>Since when the longest waiting first effect waits; null when none does.</summary>
    public long? FirstSince => lanes.Count == 0 ? null : lanes.Values.Min(lane => lane.FirstSince);

    public OutboxLane Lane(ActorAddress target)
    {
        if (!lanes.TryGetValue(target, out var lane)) lanes.Add(target, lane = new(target, laneCapacity));
        return lane;
    }

    public void Remove(OutboxLane lane) => lanes.Remove(lane.Target);
}
