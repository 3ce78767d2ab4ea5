using RiskCluster.Core.Accounts;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Markets;
using RiskCluster.Core.Parameters;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Node;

/// <summary>Lets actors that are active here see that time has passed: markets grow old, proposals, reservations and claims expire.</summary>
internal sealed class Reviewer(IActors actors, BoardFeed feed, ModelKeeper models, QueueWatch queues, TimeProvider clock, TimeSpan every)
{
    private long round;

    /// <summary>Reviews again and again, until cancelled.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation)) await Review(cancellation);
        }
        catch (OperationCanceledException)
        {
            // Closing down.
        }
    }

    /// <summary>One review of all.</summary>
    public async ValueTask Review(CancellationToken cancellation)
    {
        var id = MessageId.Keyed("review", $"{clock.GetUtcNow().ToUnixTimeMilliseconds()}.{Interlocked.Increment(ref round)}");
        foreach (var underlying in feed.Markets) await Try(actors.MarketData(underlying).Tell(new(id, new MarketDataCommand.Review()), cancellation));
        if (models.Model is { } model) await Try(actors.RiskParameters(model).Tell(new(id, new RiskParametersCommand.Review()), cancellation));
        foreach (var account in feed.Reserved) await Try(actors.Account(account).Tell(new(id, new AccountCommand.ExpireReservations()), cancellation));
        // A sweep ends so many claims and tasks at most; the next review does the rest.
        foreach (var venue in queues.Busy) await Try(actors.LiquidationQueue(venue).Tell(new(id, new LiquidationQueueCommand.Expire()), cancellation));
    }

    private static async ValueTask Try<T>(ValueTask<T> told)
    {
        try
        {
            await told;
        }
        catch (ActorUnavailableException)
        {
            // The next review comes soon.
        }
    }
}
