using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Turns;

namespace RiskCluster.Runtime.Simulation.Keepers;

/// <summary>
/// A keeper of a certain manner. It keeps nothing in memory: what it does next follows from the queue, so that one that is killed and comes back goes on where it was.
/// </summary>
/// <param name="name">Its name in claims.</param>
/// <param name="manner">How it works.</param>
public sealed class MockKeeper(string name, KeeperManner manner)
{
    private const long LeaseMs = 5_000;
    private const int Digits = 9;

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>Its manner.</summary>
    public KeeperManner Manner => manner;

    /// <summary>Claims some of the most urgent tasks.</summary>
    /// <param name="venue">Where.</param>
    /// <param name="mayClaim">Which ones; all when null.</param>
    /// <param name="cancellation">Gives up.</param>
    public async ValueTask Claim(MockVenue venue, Func<string, LiquidationTask, bool>? mayClaim, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(venue);
        var queue = (await venue.Queue.Read(fenced: false, cancellation)).State;
        var wanted = manner == KeeperManner.DoubleClaiming
            ? queue.Tasks.Where(task => !task.Value.IsClosed).Select(task => task.Key)
            : queue.Claimable().Select(task => task.Key);
        foreach (var taskId in wanted.Where(taskId => mayClaim is null || mayClaim(taskId, queue.Tasks[taskId])))
            await Tell(venue, $"claim-{taskId}-{queue.Tasks[taskId].UnclaimedSinceMs}", new LiquidationQueueCommand.Claim(name, LeaseMs, taskId), cancellation);
    }

    /// <summary>Works on what it holds, or says that it does.</summary>
    /// <returns>How many fills were taken.</returns>
    public async ValueTask<int> Work(MockVenue venue, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(venue);
        var queue = (await venue.Queue.Read(fenced: false, cancellation)).State;
        var taken = 0;
        foreach (var (taskId, task) in queue.Tasks)
        {
            if (task.Claim is not { } claim) continue;
            foreach (var fill in claim.Keeper == name ? Fills(venue, taskId, task, claim) : Stolen(venue, taskId, task, claim))
            {
                // The same fill under another message: the queue knows it by its id.
                for (var sent = 0; sent < (manner == KeeperManner.DoubleClaiming ? 2 : 1); sent++)
                    if ((await Tell(venue, $"{fill.FillId}-{sent}", fill, cancellation)).Status == AnswerStatus.Accepted) taken++;
            }
        }

        return taken;
    }

    private IEnumerable<LiquidationQueueCommand.Fill> Fills(MockVenue venue, string taskId, LiquidationTask task, LiquidationClaim claim)
    {
        var (left, price) = (claim.Quantity - task.ClaimFilledQuantity, venue.PriceOf(task.Order));
        switch (manner)
        {
            case KeeperManner.Slow:
                var third = Part(claim.Quantity, 3);
                yield return Fill(taskId, claim, task, Math.Abs(left) < 2 * Math.Abs(third) ? left : third, price);
                break;
            case KeeperManner.Dying:
                if (task.ClaimFilledQuantity == 0) yield return Fill(taskId, claim, task, Part(claim.Quantity, 2), price);
                break;
            case KeeperManner.Lying:
                yield return Fill(taskId, claim, task, 2 * left, price);
                yield return Fill(taskId, claim, task, left, price / 4);
                yield return Fill(taskId, claim, task, left, price * 4);
                yield return Fill(taskId, claim, task, -left, price);
                break;
            default:
                yield return Fill(taskId, claim, task, left, price);
                break;
        }
    }

    private IEnumerable<LiquidationQueueCommand.Fill> Stolen(MockVenue venue, string taskId, LiquidationTask task, LiquidationClaim claim)
    {
        if (manner == KeeperManner.DoubleClaiming) yield return new(taskId, $"{name}-{taskId}-stolen".Replace('/', '-'), claim.Token - 1, claim.Quantity, venue.PriceOf(task.Order));
    }

    // Named by what was traded before it: sent again, it is the same fill.
    private LiquidationQueueCommand.Fill Fill(string taskId, LiquidationClaim claim, LiquidationTask task, decimal quantity, decimal price)
    {
        var id = manner == KeeperManner.Lying
            ? FormattableString.Invariant($"{name}-{claim.Token}-{Math.Abs(quantity)}-{(price < task.Order.MarkPrice ? "low" : "high")}-{(quantity > 0 ? "buy" : "sell")}")
            : FormattableString.Invariant($"{name}-{claim.Token}-{Math.Abs(task.ClaimFilledQuantity)}");
        return new(taskId, id.Replace('.', '_'), claim.Token, DecimalBounds.Plain(quantity), DecimalBounds.Plain(decimal.Round(price, Digits)));
    }

    private static decimal Part(decimal quantity, int parts)
    {
        var part = decimal.Round(quantity / parts, Digits, MidpointRounding.ToZero);
        return part == 0 ? quantity : part;
    }

    private ValueTask<Answer<LiquidationQueueEvent>> Tell(MockVenue venue, string id, LiquidationQueueCommand command, CancellationToken cancellation) =>
        venue.Queue.Tell(new(MessageId.Keyed($"keeper-{name}", id), command), cancellation);
}
