using RiskCluster.Contracts.Streams;

namespace RiskCluster.Client.Streams;

/// <summary>How far each channel of a stream is: a snapshot begins anew, a delta is the next number or there is a hole.</summary>
internal sealed class ChannelSequences
{
    private readonly Dictionary<string, long> last = new(StringComparer.Ordinal);

    /// <summary>Takes an event.</summary>
    public Taken Take(StreamEvent item)
    {
        switch (item.Type)
        {
            case "snapshot":
                last[item.Channel] = item.Sequence;
                return Taken.New;
            case "delta" when last.TryGetValue(item.Channel, out var before):
                if (item.Sequence <= before) return Taken.Old;
                if (item.Sequence != before + 1) return Taken.Hole;
                last[item.Channel] = item.Sequence;
                return Taken.New;
            case "delta":
                return Taken.Hole;
            default:
                return Taken.Old;
        }
    }

    /// <summary>All channels begin with a snapshot again.</summary>
    public void Forget() => last.Clear();
}
