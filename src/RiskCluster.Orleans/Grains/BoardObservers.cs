using System.Collections.Concurrent;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Cluster;

namespace RiskCluster.Orleans.Grains;

/// <summary>The boards of other silos that follow the markets and models of this one. A board that does not ask again within a few seconds is forgotten.</summary>
/// <param name="clock">The time.</param>
public sealed class BoardObservers(TimeProvider clock)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(6);
    private readonly ConcurrentDictionary<(ActorAddress Actor, IBoardObserver Board), long> boards = new();
    private long messages;

    /// <summary>Messages sent: one a board and change.</summary>
    public long Messages => Interlocked.Read(ref messages);

    /// <summary>A board follows a market of this silo.</summary>
    /// <returns>The market now.</returns>
    public async ValueTask<MarketNews> Follow(IMarketData market, string underlying, IBoardObserver board, CancellationToken cancellation)
    {
        boards[(new(ActorKind.MarketData, underlying), board)] = clock.GetTimestamp();
        var reading = await market.Read(fenced: false, cancellation);
        return MarketNews.Of(reading.State, reading.Head);
    }

    /// <summary>A board follows a model of this silo.</summary>
    /// <returns>Where it stands now.</returns>
    public async ValueTask<ModelNews> Follow(IRiskParameters model, string name, IBoardObserver board, CancellationToken cancellation)
    {
        boards[(new(ActorKind.RiskParameters, name), board)] = clock.GetTimestamp();
        return new(name, (await model.Read(fenced: false, cancellation)).Head);
    }

    /// <summary>Tells the boards that follow a market.</summary>
    public void Publish(MarketNews news) => Publish(new(ActorKind.MarketData, news.Underlying), board => board.See(news));

    /// <summary>Tells the boards that follow a model.</summary>
    public void Publish(ModelNews news) => Publish(new(ActorKind.RiskParameters, news.Model), board => board.Hear(news));

    private void Publish(ActorAddress actor, Func<IBoardObserver, Task> tell)
    {
        foreach (var (key, since) in boards)
        {
            if (key.Actor != actor) continue;
            if (clock.GetElapsedTime(since) > Lease)
            {
                boards.TryRemove(new(key, since));
                continue;
            }

            Interlocked.Increment(ref messages);
            _ = tell(key.Board);
        }
    }
}
