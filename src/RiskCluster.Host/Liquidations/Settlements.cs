using RiskCluster.Contracts.Liquidations;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Liquidations;

/// <summary>What venues do with what keepers traded on them.</summary>
internal sealed class Settlements(LiveNode node, LiquidationBoard board)
{
    /// <summary>The venue has settled a filled task.</summary>
    /// <exception cref="RefusedException">There is no such task on the venue, or it is not filled.</exception>
    public async Task<TaskAnswer> Settle(string venue, string id, MessageId message, CancellationToken cancellation)
    {
        var before = await board.Find(venue, id, cancellation);
        try
        {
            var answer = await Told.Accepted(node.Actors.LiquidationQueue(venue).Tell(new(message, new LiquidationQueueCommand.Settle(before.TaskId)), cancellation));
            return new((await board.Find(venue, id, cancellation)).Document(TaskReader.Venue), answer.IsDuplicate());
        }
        catch (RefusedException refused)
        {
            throw new RefusedException(before.Named(refused.Problem));
        }
    }
}
