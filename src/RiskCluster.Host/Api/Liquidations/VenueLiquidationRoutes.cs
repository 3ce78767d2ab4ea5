using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Liquidations;
using RiskCluster.Core.Liquidations;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Liquidations;
using RiskCluster.Host.Requests;

namespace RiskCluster.Host.Api.Liquidations;

/// <summary>What a venue sees and does of the liquidations on it: an unwind goes on once the venue has settled what keepers traded.</summary>
internal static class VenueLiquidationRoutes
{
    private const string Path = "/v1/venues/{venue}/liquidations";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, List)
            .For(Whose.Venue, Scope.VenueWrite, Scope.RiskRead)
            .Says(LiquidationRoutes.Tag, "listVenueLiquidations", "Tasks of a venue, the most urgent first", "status as for all venues; those that are filled wait for the venue to settle them. The account is the venue's own name of it; the owner is a name that says nothing.")
            .Gives<Page<LiquidationDocument>>();
        routes.MapPost(Path + "/{id}:settle", async (string venue, string id, HttpContext http, Settlements settlements, CancellationToken cancellation) => TypedResults.Ok(await settlements.Settle(venue, id, http.MessageId(), cancellation)))
            .For(Whose.Venue, Scope.VenueWrite)
            .Says(LiquidationRoutes.Tag, "settleLiquidation", "The venue has settled what was filled", "The unwind's next step waits for it.")
            .Gives<TaskAnswer>()
            .Refuses(ProblemCode.NotFound, ProblemCode.VersionConflict, ProblemCode.IdempotencyConflict);
    }

    private static async Task<IResult> List(string venue, LiquidationBoard board, CancellationToken cancellation, string? status = null, string? cursor = null, int? limit = null) =>
        TypedResults.Ok(await board.Page(Names.Checked("venue", venue), Words.Parse<LiquidationStatus>("status", status), TaskReader.Venue, cursor, Cursors.Limit(limit), cancellation));
}
