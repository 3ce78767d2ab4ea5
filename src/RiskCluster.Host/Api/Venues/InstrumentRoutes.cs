using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Venues;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using RiskCluster.Host.Access;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Requests;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Api.Venues;

/// <summary>What a venue lists.</summary>
internal static class InstrumentRoutes
{
    private const string Tag = "Venues";
    private const string Path = "/v1/venues/{venue}/instruments";
    private const int ListingCost = 5;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPut(Path, Put)
            .For(ListingCost, Whose.Venue, Scope.VenueWrite)
            .Says(Tag, "listInstruments", "Lists and delists instruments", "What is listed or delisted already stays so. Positions in a delisted instrument stay and may be closed.")
            .Gives<InstrumentsListed>()
            .Refuses(ProblemCode.NotFound, ProblemCode.IdempotencyConflict);
        routes.MapGet(Path, Get)
            .For(Whose.Venue, Scope.VenueWrite, Scope.AccountRead, Scope.RiskRead, Scope.Admin)
            .Says(Tag, "getInstruments", "What a venue lists, by name")
            .Gives<Page<ListedInstrument>>();
    }

    private static async Task<IResult> Put(string venue, Body<InstrumentListing> body, HttpContext http, LiveNode node, CancellationToken cancellation)
    {
        var actor = node.Actors.Venue(Names.Checked("venue", venue));
        var list = new VenueCommand.ListInstruments([.. body.Value.Add], [.. body.Value.Remove ?? []]);
        var answer = await Told.Accepted(actor.Tell(new(http.MessageId(), list), cancellation));
        return TypedResults.Ok(new InstrumentsListed((await actor.Read(fenced: false, cancellation)).State.Instruments.Count, answer.IsDuplicate()));
    }

    private static async Task<IResult> Get(string venue, string? cursor, int? limit, LiveNode node, CancellationToken cancellation)
    {
        var state = (await node.Actors.Venue(Names.Checked("venue", venue)).Read(fenced: false, cancellation)).State;
        return TypedResults.Ok(Cursors.Page(state.Instruments.Select(item => new ListedInstrument(item.Key, item.Value)), item => item.Instrument, cursor, limit));
    }
}
