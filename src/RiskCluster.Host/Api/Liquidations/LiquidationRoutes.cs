using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Liquidations;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Governance;
using RiskCluster.Host.Liquidations;
using RiskCluster.Host.Requests;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Api.Liquidations;

/// <summary>The liquidation board, and what keepers do on it.</summary>
internal static class LiquidationRoutes
{
    public const string Tag = "Liquidations";

    private const string Path = "/v1/liquidations";
    private const int HistoryCost = 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, List)
            .For(Whose.Anybody, Scope.Keeper, Scope.RiskRead)
            .Says(Tag, "listLiquidations", "Tasks of all venues, the most urgent first", "venue, and status: open, claimed, partially_filled, filled, settled, expired, cancelled; without a status all that are not ended. Keepers see owners by names that say nothing.")
            .Gives<Page<LiquidationDocument>>();
        routes.MapGet(Path + "/{id}", async (string id, HttpContext http, LiquidationBoard board, CancellationToken cancellation) => TypedResults.Ok((await board.Find(id, cancellation)).Document(Reader(http))))
            .For(Whose.Anybody, Scope.Keeper, Scope.RiskRead)
            .Says(Tag, "getLiquidation", "A task").Gives<LiquidationDocument>().Refuses(ProblemCode.NotFound);
        routes.MapGet(Path + "/{id}/history", History)
            .For(HistoryCost, Whose.Anybody, Scope.RiskRead)
            .Says(Tag, "getLiquidationHistory", "Everything that has happened to a task, the oldest first", "From the journal. A part may be empty and have a cursor all the same.")
            .Gives<Page<TaskEntry>>().Refuses(ProblemCode.NotFound);
        Act<ClaimRequest, ClaimGranted>(routes, "claim", "Takes a task on for a time, with a fencing token", (id, body, http, keepers, cancellation) => keepers.Claim(id, body, http, cancellation));
        Act<BidRequest, TaskAnswer>(routes, "bid", "Bids in an auction: a share at the price of the moment, a sealed bid, or its opening", (id, body, http, keepers, cancellation) => keepers.Bid(id, body, http, cancellation));
        Act<FillReport, TaskAnswer>(routes, "fill", "Reports a trade under the claim of the token", (id, body, http, keepers, cancellation) => keepers.Fill(id, body, http, cancellation));
        Act<ReleaseRequest, TaskAnswer>(routes, "release", "Gives a task back", (id, body, http, keepers, cancellation) => keepers.Release(id, body, http, cancellation));
    }

    private static void Act<TBody, TAnswer>(IEndpointRouteBuilder routes, string verb, string summary, Func<string, TBody, HttpContext, Keepers, CancellationToken, Task<TAnswer>> act)
        where TBody : class =>
        routes.MapPost($"{Path}/{{id}}:{verb}", async (string id, Body<TBody> body, HttpContext http, Keepers keepers, CancellationToken cancellation) => TypedResults.Ok(await act(id, body.Value, http, keepers, cancellation)))
            .For(Whose.Self, Scope.Keeper)
            .Says(Tag, $"{verb}Liquidation", summary)
            .Gives<TAnswer>()
            .Refuses(ProblemCode.NotFound, ProblemCode.ClaimLost, ProblemCode.IdempotencyConflict, ProblemCode.VersionConflict, ProblemCode.MarketHalted, ProblemCode.OracleDeviation);

    private static TaskReader Reader(HttpContext http) => http.Caller().Has(Scope.RiskRead) ? TaskReader.Desk : TaskReader.Keeper;

    private static async Task<IResult> List(HttpContext http, LiquidationBoard board, CancellationToken cancellation, string? venue = null, string? status = null, string? cursor = null, int? limit = null)
    {
        if (venue is not null) Names.Checked("venue", venue);
        return TypedResults.Ok(await board.Page(venue, Words.Parse<LiquidationStatus>("status", status), Reader(http), cursor, Cursors.Limit(limit), cancellation));
    }

    private static async Task<IResult> History(string id, LiveNode node, LiquidationBoard board, CancellationToken cancellation, string? cursor = null, int? limit = null)
    {
        var task = await board.Find(id, cancellation);
        var stream = new ActorAddress(ActorKind.LiquidationQueue, task.Venue).ToString();
        return TypedResults.Ok(await JournalPages.Read(node.Journal, stream, cursor, Cursors.Limit(limit), (record, body) => IsOf(body, task.TaskId) ? new TaskEntry(record.Seq, record.AtMs, body.GetProperty("type").GetString()!, body) : null, cancellation));
    }

    private static bool IsOf(JsonElement body, string taskId) => body.TryGetProperty("task_id", out var named) && named.GetString() == taskId;
}
