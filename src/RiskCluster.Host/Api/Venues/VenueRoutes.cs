using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts.Venues;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using RiskCluster.Host.Access;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Requests;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Api.Venues;

/// <summary>Venues: registration and what stands of them.</summary>
internal static class VenueRoutes
{
    private const string Tag = "Venues";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/venues", Register)
            .For(Whose.Anybody, Scope.Admin)
            .Says(Tag, "registerVenue", "Registers a venue", "The same registration again changes nothing.")
            .Gives<VenueRegistered>()
            .Refuses(ProblemCode.IdempotencyConflict);
        routes.MapGet("/v1/venues/{venue}", Get)
            .For(Whose.Venue, Scope.VenueWrite, Scope.AccountRead, Scope.RiskRead, Scope.Admin)
            .Says(Tag, "getVenue", "A venue as it stands")
            .Gives<VenueDocument>()
            .Refuses(ProblemCode.NotFound);
    }

    private static async Task<IResult> Register(Body<VenueRegistration> body, HttpContext http, LiveNode node, CancellationToken cancellation)
    {
        var registration = body.Value;
        var venue = node.Actors.Venue(Names.Checked("venue", registration.Venue));
        var answer = await Told.Accepted(venue.Tell(new(http.MessageId($"register:{registration.Venue}"), new VenueCommand.Register(registration.Profile())), cancellation));
        var state = (await venue.Read(fenced: false, cancellation)).State;
        return TypedResults.Ok(new VenueRegistered(state.Document(), null, answer.IsDuplicate()));
    }

    private static async Task<IResult> Get(string venue, LiveNode node, CancellationToken cancellation)
    {
        var state = (await node.Actors.Venue(Names.Checked("venue", venue)).Read(fenced: false, cancellation)).State;
        return state.Profile is null ? throw Refusals.NotFound("not_registered", $"venue '{venue}' has not registered") : TypedResults.Ok(state.Document());
    }
}
