using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>
/// Crossings on their way out of the margin cycle. Adding never waits; an owner stands in the queue once, with its latest state, so that the queue is never
/// longer than the owners are many and no owner's last word is lost.
/// </summary>
public sealed class PendingCrossings
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Crossing> latest = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();
    private readonly Channel<bool> arrivals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Owners who wait.</summary>
    public int Count
    {
        get
        {
            lock (gate) return order.Count;
        }
    }

    /// <summary>Adds a crossing, in the place of an earlier one of the same owner.</summary>
    public void Add(Crossing crossing)
    {
        ArgumentNullException.ThrowIfNull(crossing);
        lock (gate)
        {
            if (!latest.ContainsKey(crossing.Owner)) order.Enqueue(crossing.Owner);
            latest[crossing.Owner] = crossing;
        }

        arrivals.Writer.TryWrite(true);
    }

    /// <summary>Takes the crossing of the owner who has waited longest; false when nobody waits.</summary>
    public bool TryTake([NotNullWhen(true)] out Crossing? crossing)
    {
        lock (gate)
        {
            crossing = null;
            return order.TryDequeue(out var owner) && latest.Remove(owner, out crossing);
        }
    }

    /// <summary>Takes crossings as they come, until cancelled. For one reader.</summary>
    public async IAsyncEnumerable<Crossing> ReadAll([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            while (TryTake(out var crossing)) yield return crossing;
            await arrivals.Reader.ReadAsync(cancellation).ConfigureAwait(false);
        }
    }
}
