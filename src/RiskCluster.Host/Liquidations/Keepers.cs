using Microsoft.AspNetCore.Http;
using RiskCluster.Contracts.Liquidations;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Requests;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Liquidations;

/// <summary>What keepers do, each under the name that its credentials prove.</summary>
internal sealed class Keepers(LiveNode node, LiquidationBoard board, KillSwitch decisions)
{
    /// <summary>Takes a task on.</summary>
    public async Task<ClaimGranted> Claim(string id, ClaimRequest claim, HttpContext http, CancellationToken cancellation)
    {
        var keeper = http.Caller().Keeper!;
        if (decisions.Pause is { } pause) throw new RefusedException(new(ProblemCode.MarketHalted, "decisions_paused", null, $"no decisions are taken: {pause.Reason}", Retryable: true));
        var (task, isDuplicate) = await Tell(id, taskId => new LiquidationQueueCommand.Claim(keeper, claim.LeaseMs, taskId), http, cancellation);
        // A claim that was granted before and is over says so.
        if (task.Task.Claim is not { } granted || granted.Keeper != keeper) throw new RefusedException(new(ProblemCode.ClaimLost, "claim_lost", "id", $"the claim of '{id}' was granted, and is over"));
        return new(task.Document(TaskReader.Keeper), granted.Token, granted.ExpiresAtMs, isDuplicate);
    }

    /// <summary>Gives a task back.</summary>
    public Task<TaskAnswer> Release(string id, ReleaseRequest release, HttpContext http, CancellationToken cancellation) =>
        Answer(id, taskId => new LiquidationQueueCommand.Release(taskId, release.FencingToken, http.Caller().Keeper), http, cancellation);

    /// <summary>Has traded.</summary>
    public Task<TaskAnswer> Fill(string id, FillReport fill, HttpContext http, CancellationToken cancellation) =>
        Answer(id, taskId => new LiquidationQueueCommand.Fill(taskId, fill.FillId, fill.FencingToken, fill.Quantity, fill.Price, http.Caller().Keeper), http, cancellation);

    /// <summary>Bids in an auction.</summary>
    public Task<TaskAnswer> Bid(string id, BidRequest bid, HttpContext http, CancellationToken cancellation)
    {
        var keeper = http.Caller().Keeper!;
        return (bid.Dutch, bid.Commit, bid.Reveal) switch
        {
            ({ } dutch, null, null) => Answer(id, taskId => new LiquidationQueueCommand.Bid(taskId, dutch.FillId, keeper, dutch.Fraction), http, cancellation),
            (null, { } commit, null) => Answer(id, taskId => new LiquidationQueueCommand.CommitBid(taskId, keeper, commit.Hash, commit.DepositUsd), http, cancellation),
            (null, null, { } reveal) => Answer(id, taskId => new LiquidationQueueCommand.RevealBid(taskId, keeper, reveal.Price, reveal.Quantity, reveal.Nonce), http, cancellation),
            _ => throw Refusals.Invalid("one_of_three", "dutch", "a bid has exactly one of dutch, commit and reveal"),
        };
    }

    private async Task<TaskAnswer> Answer(string id, Func<string, LiquidationQueueCommand> command, HttpContext http, CancellationToken cancellation)
    {
        var (task, isDuplicate) = await Tell(id, command, http, cancellation);
        return new(task.Document(TaskReader.Keeper), isDuplicate);
    }

    private async Task<(TaskView Task, bool IsDuplicate)> Tell(string id, Func<string, LiquidationQueueCommand> command, HttpContext http, CancellationToken cancellation)
    {
        var before = await board.Find(id, cancellation);
        try
        {
            var answer = await Told.Accepted(node.Actors.LiquidationQueue(before.Venue).Tell(new(http.MessageId(), command(before.TaskId)), cancellation));
            return (await board.Find(id, cancellation), answer.IsDuplicate());
        }
        catch (RefusedException refused)
        {
            throw new RefusedException(before.Named(refused.Problem));
        }
    }
}
