using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Unwinds;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Simulation.Keepers;

/// <summary>A venue that trades what keepers bring and settles it. Prices follow from the order and the seed alone, so that a run that is interrupted trades at the same ones.</summary>
/// <param name="actors">The actors.</param>
/// <param name="key">The venue.</param>
/// <param name="seed">Same seed, same prices.</param>
/// <param name="indexOf">USD per coin: what it pays for coins when it settles in dollars.</param>
public sealed class MockVenue(IActors actors, string key, int seed, Func<string, decimal> indexOf)
{
    private const decimal LeastShare = 0.9m;
    private const decimal Spread = 0.1m;
    private const decimal WidestFromMark = 0.2m;

    /// <summary>Its key.</summary>
    public string Key => key;

    /// <summary>Its queue.</summary>
    public ILiquidationQueue Queue => actors.LiquidationQueue(key);

    /// <summary>What an order trades at: near its limit, so that no unwind looks cheaper than it is, but never farther from the mark than a book that is not empty would go.</summary>
    public decimal PriceOf(LiquidationOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var share = LeastShare + Spread * Draw($"{order.Owner}.{order.LegId}.{order.Instrument}") / 1000m;
        var distance = Math.Clamp(Math.Abs(order.LimitPrice - order.MarkPrice) * share, 0, order.MarkPrice * WidestFromMark);
        var price = order.Quantity < 0 ? order.MarkPrice - distance : order.MarkPrice + distance;
        // Rounding goes to the mark's side, so that no limit is missed by the last digit.
        var rounded = decimal.Round(price, DecimalBounds.MaxScale, order.Quantity < 0 ? MidpointRounding.ToPositiveInfinity : MidpointRounding.ToNegativeInfinity);
        return DecimalBounds.Plain(Math.Max(DecimalBounds.MinPrice, rounded));
    }

    /// <summary>Settles every filled task: the account has its coins changed into dollars, then the queue hears of it. What was settled before changes nothing.</summary>
    /// <returns>How many were settled.</returns>
    public async ValueTask<int> Settle(CancellationToken cancellation)
    {
        var queue = (await Queue.Read(fenced: false, cancellation)).State;
        var settled = 0;
        foreach (var (taskId, task) in queue.Tasks.Where(task => task.Value.Status == LiquidationStatus.Filled))
        {
            if (!await Exchange(task, queue.Source, cancellation)) continue;
            var answer = await Queue.Tell(new(MessageId.Keyed("venue", $"settle-{taskId}"), new LiquidationQueueCommand.Settle(taskId)), cancellation);
            if (answer.Status == AnswerStatus.Accepted) settled++;
        }

        return settled;
    }

    /// <summary>Lets the queue's leases and tasks run out.</summary>
    public async ValueTask Expire(long nowMs, CancellationToken cancellation) =>
        await Queue.Tell(new(MessageId.Keyed("venue", $"expire-{nowMs}"), new LiquidationQueueCommand.Expire()), cancellation);

    /// <summary>Says who shares an owner's loss here once the insurance fund has answered.</summary>
    public async ValueTask ShareLoss(string owner, ImmutableArray<LossSharer> sharers, CancellationToken cancellation)
    {
        var unwind = (await actors.Unwind(owner).Read(fenced: false, cancellation)).State;
        if (unwind.Status != UnwindStatus.Covering || !unwind.Losses.TryGetValue(key, out var loss) || loss.InsuranceUsd is null || loss.SharedUsd is not null) return;
        var share = new UnwindCommand.ShareLoss(key, LossRule.Socialise, sharers);
        await actors.Unwind(owner).Tell(new(MessageId.Keyed("venue", $"share-{key}-{unwind.UnwindId}"), share), cancellation);
    }

    // False while a fill is still on its way to the account.
    private async ValueTask<bool> Exchange(LiquidationTask task, string source, CancellationToken cancellation)
    {
        var actor = actors.Account(task.Order.Account);
        var account = (await actor.Read(fenced: false, cancellation)).State;
        if (account.Fills.GetValueOrDefault(source).Highest < task.LastFill) return false;
        if (account.Collateral.IsEmpty) return true;
        var cashUsd = account.CashUsd + account.Collateral.Sum(line => decimal.Round(line.Value.Quantity * indexOf(line.Key), 6));
        var sequence = account.CollateralSequence + 1;
        var exchange = new AccountCommand.SetCollateral(Math.Max(1, account.CollateralEpoch), sequence, cashUsd, []);
        return (await actor.Tell(new(MessageId.Keyed("venue", $"exchange-{sequence}"), exchange), cancellation)).Problem is null;
    }

    private int Draw(string name) => (int)(BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}.{name}"))) % 1000);
}
