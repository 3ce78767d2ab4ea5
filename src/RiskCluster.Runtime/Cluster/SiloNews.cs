using System.Collections.Concurrent;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Runtime.Cluster;

/// <summary>Takes what the markets and models of other silos tell this silo's board. Late and repeated news change nothing.</summary>
internal sealed class SiloNews(NodeWorks works, IActors actors)
{
    private readonly ConcurrentDictionary<string, long> markets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> models = new(StringComparer.Ordinal);
    private long taken;

    /// <summary>Market messages that were newer than what was known.</summary>
    public long Taken => Interlocked.Read(ref taken);

    public void See(MarketNews news)
    {
        if (!IsNewer(markets, news.Underlying, news.Seq)) return;
        Interlocked.Increment(ref taken);
        works.Feed.See(news.Consensus, news.Status, news.Hold);
    }

    public async Task See(ModelNews news, CancellationToken cancellation)
    {
        if (models.GetValueOrDefault(news.Model) >= news.Seq) return;
        var reading = await actors.RiskParameters(news.Model).Read(fenced: false, cancellation);
        if (!IsNewer(models, news.Model, reading.Head)) return;
        works.Models.Changed(new(ActorKind.RiskParameters, news.Model), reading.State, reading.Head);
    }

    private static bool IsNewer(ConcurrentDictionary<string, long> known, string name, long seq)
    {
        var isNewer = false;
        known.AddOrUpdate(
            name,
            _ =>
            {
                isNewer = true;
                return seq;
            },
            (_, old) =>
            {
                isNewer = seq > old;
                return Math.Max(seq, old);
            });
        return isNewer;
    }
}
