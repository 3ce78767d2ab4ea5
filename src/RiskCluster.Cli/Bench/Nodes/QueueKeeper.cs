using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Turns;

namespace RiskCluster.Cli.Bench.Nodes;

/// <summary>
/// Works at a queue, one operation after the other: hands an order in, claims the most urgent task, fills half of it and gives it back; claims again, fills what is left and
/// settles. So as many tasks end as come.
/// </summary>
internal sealed class QueueKeeper(BenchNode bench, string venue, string name)
{
    private const long LeaseMs = 60_000;

    private long legs;
    private long told;
    private (string Id, LiquidationClaim Claim) task;

    /// <summary>The operation of a number, to its acknowledgement.</summary>
    public Task Do(long item) => (item % 7) switch
    {
        0 => Tell(new LiquidationQueueCommand.Enqueue(BenchOrders.Of(venue, name, ++legs))),
        1 or 4 => Claim(),
        2 => Fill(task.Claim.Quantity / 2),
        3 => Release(),
        5 => Fill(task.Claim.Quantity),
        _ => Tell(new LiquidationQueueCommand.Settle(task.Id)),
    };

    /// <summary>Claims the most urgent task.</summary>
    public async Task Claim()
    {
        var answer = await Tell(new LiquidationQueueCommand.Claim(name, LeaseMs, null));
        var claimed = answer.Events.OfType<LiquidationQueueEvent.TaskClaimed>().Single();
        task = (claimed.TaskId, claimed.Claim);
    }

    /// <summary>Gives it back.</summary>
    public Task Release() => Tell(new LiquidationQueueCommand.Release(task.Id, task.Claim.Token));

    private Task<Answer<LiquidationQueueEvent>> Fill(decimal quantity) => Tell(new LiquidationQueueCommand.Fill(task.Id, $"{name}-{told}", task.Claim.Token, quantity, BenchOrders.Price));

    private async Task<Answer<LiquidationQueueEvent>> Tell(LiquidationQueueCommand command)
    {
        var answer = await bench.Node.Actors.LiquidationQueue(venue).Tell(new(MessageId.Ordered(name, ++told), command), CancellationToken.None);
        return answer.IsAccepted ? answer : throw new InvalidOperationException($"the bench was refused: {answer.Problem!.Detail}");
    }
}
