using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts.Backtests;
using RiskCluster.Contracts.ContagionRuns;
using RiskCluster.Contracts.Operations;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Contagion;
using RiskCluster.Host.Governance;
using RiskCluster.Host.Operations;
using RiskCluster.Host.Requests;
using RiskCluster.Host.Running;
using RiskCluster.Host.Telemetry;

namespace RiskCluster.Host.Api.Operations;

/// <summary>What takes its time: begun with 202, looked at under the address in Location.</summary>
internal static class OperationRoutes
{
    public const string Tag = "Operations";

    private const string Path = "/v1/operations/{id}";
    private const int StartCost = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/backtests", Backtest)
            .For(StartCost, Whose.Anybody, Scope.RiskRead)
            .Says(Tag, "startBacktest", "Holds the losses of real history against margins calibrated the evening before", "By the model in force, or with other values in it.")
            .Gives<OperationDocument>(StatusCodes.Status202Accepted)
            .Refuses(ProblemCode.IdempotencyConflict, ProblemCode.TooManyRequests, ProblemCode.Unavailable);
        routes.MapPost("/v1/contagion-runs", Contagion)
            .For(StartCost, Whose.Anybody, Scope.RiskRead)
            .Says(Tag, "startContagionRun", "Runs a shock through the live book: defaults, fire sales, DebtRank", "Over the book of the moment in which it is asked for, in the market that it asks for. What it finds in short is in the journal.")
            .Gives<OperationDocument>(StatusCodes.Status202Accepted)
            .Refuses(ProblemCode.IdempotencyConflict, ProblemCode.TooManyRequests, ProblemCode.Unavailable);
        routes.MapGet(Path, Get)
            .For(Whose.Anybody, Scope.RiskRead, Scope.Admin)
            .Says(Tag, "getOperation", "How far an operation is, and what came out")
            .Gives<OperationDocument>()
            .Refuses(ProblemCode.NotFound);
        routes.MapPost(Path + ":cancel", Cancel)
            .For(Whose.Anybody, Scope.RiskRead, Scope.Admin)
            .Says(Tag, "cancelOperation", "Ends an operation at its next step", "One that is over stays as it is.")
            .Gives<OperationDocument>()
            .Refuses(ProblemCode.NotFound);
    }

    /// <summary>Takes an operation on and answers with where to look.</summary>
    public static IResult Start(OperationQueue queue, string kind, HttpContext http, OperationWork work)
    {
        var bodyHash = Convert.ToHexStringLower(SHA256.HashData(http.Features.Get<RequestBody>()!.Bytes.Span));
        var run = queue.Submit(kind, http.MessageId(), bodyHash, work);
        return TypedResults.Accepted($"/v1/operations/{run.Id}", run.Document());
    }

    private static async Task<IResult> Backtest(Body<BacktestRequest> body, HttpContext http, OperationQueue queue, Governors governors, ServeOptions options, HostGauges gauges, CancellationToken cancellation) =>
        Start(queue, "backtest", http, BacktestOperation.Of(body.Value, await governors.State(cancellation), options.History, body.Value.Set is null ? gauges.Found : null));

    private static async Task<IResult> Contagion(Body<ContagionRequest> body, HttpContext http, LiveNode node, ContagionBooks books, OperationQueue queue, CancellationToken cancellation)
    {
        var book = await books.Take(cancellation);
        var funds = ImmutableSortedDictionary.CreateBuilder<string, decimal>(StringComparer.Ordinal);
        foreach (var venue in book.Venues)
            funds[venue] = (await node.Actors.Venue(venue).Read(fenced: false, cancellation)).State.InsuranceFundUsd;
        return Start(queue, "contagion_run", http, new ContagionOperation(node, books).Of(ContagionInputs.Of(book, funds.ToImmutable(), body.Value), http.Caller().Subject));
    }

    private static async Task<IResult> Get(string id, OperationQueue queue, LiveNode node, JournalIndex index, CancellationToken cancellation)
    {
        if (queue.TryFind(id) is { } run) return TypedResults.Ok(run.Document());
        // Of another process, or of one that has gone.
        if ((await index.Known(ActorKind.SystemRisk, cancellation)).Count > 0 && (await node.Actors.SystemRisk().Read(fenced: false, cancellation)).State.Runs.TryGetValue(id, out var recorded))
            return TypedResults.Ok(RecordedOperation.Document(id, recorded));
        return TypedResults.Ok(queue.Find(id).Document());
    }

    private static Ok<OperationDocument> Cancel(string id, OperationQueue queue, LiveNode node)
    {
        var run = queue.Find(id);
        run.Cancel(node.NowMs);
        return TypedResults.Ok(run.Document());
    }
}
