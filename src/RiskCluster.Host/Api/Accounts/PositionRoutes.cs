using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts.Accounts;
using RiskCluster.Core.Accounts;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Api.Margins;
using RiskCluster.Host.Figures;
using RiskCluster.Host.Requests;
using RiskCluster.Host.Running;
using RiskCluster.Runtime.Actors;

namespace RiskCluster.Host.Api.Accounts;

/// <summary>What a venue reports of an account's positions.</summary>
internal static class PositionRoutes
{
    private const string Tag = "Accounts";
    private const int BatchCost = 20;
    private const int MaxBatch = 1_000;

    // So that updates share commits, without one batch taking every mailbox.
    private const int AtOnce = 64;

    private const string Path = "/v1/venues/{venue}/accounts/{account}/positions";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, Update)
            .For(Whose.Venue, Scope.VenueWrite)
            .Says(Tag, "updatePositions", "Reports the positions that changed", "Without an Idempotency-Key the epoch and sequence name the update. A redelivery changes nothing.")
            .Gives<PositionsApplied>()
            .Refuses(ProblemCode.SequenceGap, ProblemCode.StaleSequence, ProblemCode.IdempotencyConflict, ProblemCode.UnknownInstrument);
        routes.MapPut(Path, Replace)
            .For(Whose.Venue, Scope.VenueWrite)
            .Says(Tag, "replacePositions", "Reports all positions, under a new epoch", "Fills gaps; what is not named is closed.")
            .Gives<PositionsApplied>()
            .Refuses(ProblemCode.StaleSequence, ProblemCode.IdempotencyConflict, ProblemCode.UnknownInstrument);
        routes.MapPost("/v1/venues/{venue}/positions:batch", Batch)
            .For(BatchCost, Whose.Venue, Scope.VenueWrite)
            .Says(Tag, "updatePositionsOfMany", "Reports the positions that changed on many accounts", "Accounts do not wait for each other: the answer says for each whether it was applied, or the problem that refused it.")
            .Gives<BatchApplied>();
    }

    /// <summary>Tells an account, and answers with its margin.</summary>
    public static async Task<PositionsApplied> Apply(LiveNode node, PortfolioReads reads, string key, MessageId id, AccountCommand command, CancellationToken cancellation)
    {
        var account = node.Actors.Account(key);
        var answer = await Told.Accepted(account.Tell(new(id, command), cancellation), ("previous_sequence", "prev_sequence"));
        var state = (await account.Read(fenced: false, cancellation)).State;
        return new(state.LastSequence, answer.IsDuplicate(), await reads.Summary(key, cancellation));
    }

    private static async Task<IResult> Batch(string venue, Body<PositionBatch> body, HttpContext http, LiveNode node, PortfolioReads reads, CancellationToken cancellation)
    {
        var updates = body.Value.Updates;
        if (updates.Count is 0 or > MaxBatch) throw Refusals.Invalid("batch_size", "updates", $"a batch has 1 to {MaxBatch} updates");
        if (updates.Select(item => item.Account).Distinct(StringComparer.Ordinal).Count() < updates.Count) throw Refusals.Invalid("account_twice", "updates", "an account is named twice");
        var keys = updates.Select(item => Names.Account(venue, item.Account)).ToList();
        var outcomes = new AccountOutcome[updates.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, outcomes.Length, options, async (i, cancelled) =>
        {
            var (name, update) = updates[i];
            outcomes[i] = await Outcome(http, name, async () => await Apply(node, reads, keys[i], http.MessageId(Name("positions", update.Epoch, update.Sequence)), update.Command(), cancelled));
        });
        return TypedResults.Ok(new BatchApplied(outcomes));
    }

    private static async Task<AccountOutcome> Outcome(HttpContext http, string account, Func<Task<PositionsApplied>> apply)
    {
        try
        {
            return new(account, await apply(), null);
        }
        catch (RefusedException refused)
        {
            return new(account, null, ProblemAnswer.Of(refused.Problem, http.TraceIdentifier, refused.Status, refused.RetryAfterMs));
        }
        catch (ActorUnavailableException)
        {
            return new(account, null, ProblemAnswer.Of(Refusals.CannotBeTold().Problem, http.TraceIdentifier));
        }
    }

    private static async Task<IResult> Update(string venue, string account, Body<PositionUpdate> body, HttpContext http, LiveNode node, PortfolioReads reads, CancellationToken cancellation)
    {
        var update = body.Value;
        var id = http.MessageId(Name("positions", update.Epoch, update.Sequence));
        return TypedResults.Ok(await Apply(node, reads, Names.Account(venue, account), id, update.Command(), cancellation));
    }

    private static async Task<IResult> Replace(string venue, string account, Body<PositionSnapshot> body, HttpContext http, LiveNode node, PortfolioReads reads, CancellationToken cancellation)
    {
        var snapshot = body.Value;
        var id = http.MessageId(Name("snapshot", snapshot.Epoch, snapshot.Sequence));
        return TypedResults.Ok(await Apply(node, reads, Names.Account(venue, account), id, snapshot.Command(), cancellation));
    }

    private static string Name(string what, long epoch, long sequence) => string.Create(CultureInfo.InvariantCulture, $"{what}:{epoch}:{sequence}");
}
