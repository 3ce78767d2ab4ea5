using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Delivery;

/// <summary>The effects of one sender for one target, in order. Guarded by the outbox's lock.</summary>
internal sealed class OutboxLane(ActorAddress target, int capacity)
{
    private readonly Queue<OutboxItem> items = new();
    private long newestSpilled;

    public ActorAddress Target => target;

    /// <summary>True while a loop delivers from here.</summary>
    public bool Running { get; set; }

    /// <summary>The first effect that is in the journal only; 0 when all are held.</summary>
    public long SpilledFrom { get; private set; }

    /// <summary>Since when its first effect waits for delivery, by the outbox's clock.</summary>
    public long FirstSince { get; set; }

    public bool IsEmpty => items.Count == 0 && SpilledFrom == 0;

    /// <summary>Events before this one have no effect left for this target.</summary>
    public long FirstSeq => EffectId.Seq(items.TryPeek(out var item) ? item.Ordinal : SpilledFrom);

    public int Count => items.Count;

    public void Add(OutboxItem item)
    {
        if (SpilledFrom == 0 && items.Count < capacity)
        {
            items.Enqueue(item);
            return;
        }

        if (SpilledFrom == 0) SpilledFrom = item.Ordinal;
        newestSpilled = item.Ordinal;
    }

    public bool TryPeek(out OutboxItem item) => items.TryPeek(out item);

    public void Drop() => items.Dequeue();

    /// <summary>Takes back what the journal holds from <see cref="SpilledFrom"/> on. What was spilled while it was read is left for the next time.</summary>
    public void Refill(IReadOnlyList<OutboxItem> read)
    {
        foreach (var item in read) items.Enqueue(item);
        var newestRead = read.Count > 0 ? read[^1].Ordinal : SpilledFrom - 1;
        SpilledFrom = newestRead < newestSpilled ? newestRead + 1 : 0;
    }
}
