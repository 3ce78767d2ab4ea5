using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts.Backtests;
using RiskCluster.Contracts.Operations;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Governance;
using RiskCluster.Host.Operations;
using RiskCluster.Host.Requests;
using RiskCluster.Host.Running;

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
        routes.MapGet(Path, (string id, OperationQueue queue) => TypedResults.Ok(queue.Find(id).Document()))
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

    private static async Task<IResult> Backtest(Body<BacktestRequest> body, HttpContext http, OperationQueue queue, Governors governors, ServeOptions options, CancellationToken cancellation) =>
        Start(queue, "backtest", http, BacktestOperation.Of(body.Value, await governors.State(cancellation), options.History));

    private static IResult Cancel(string id, OperationQueue queue, LiveNode node)
    {
        var run = queue.Find(id);
        run.Cancel(node.NowMs);
        return TypedResults.Ok(run.Document());
    }
}
