using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts;
using RiskCluster.Contracts.Venues;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using RiskCluster.Host.Access;
using RiskCluster.Host.Access.Keys;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Requests;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Api.Venues;

/// <summary>Venues: registration and what stands of them.</summary>
internal static class VenueRoutes
{
    private const string Tag = "Venues";
    private const int ListCost = 5;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/venues", Register)
            .For(Whose.Anybody, Scope.Admin)
            .Says(Tag, "registerVenue", "Registers a venue", "The venue gets its first key, whose secret is shown once. The same registration again changes nothing and shows no key.")
            .Gives<VenueRegistered>()
            .Refuses(ProblemCode.IdempotencyConflict);
        routes.MapPatch("/v1/venues/{venue}", Patch)
            .For(Whose.Venue, Scope.VenueWrite, Scope.Admin)
            .Says(Tag, "patchVenue", "Halts a venue, or lets it go on", "A halted venue takes no orders; positions and fills are reported on.")
            .Gives<VenuePatched>()
            .Refuses(ProblemCode.NotFound, ProblemCode.IdempotencyConflict);
        routes.MapPost("/v1/venues/{venue}/heartbeat", Beat)
            .For(Whose.Venue, Scope.VenueWrite)
            .Says(Tag, "heartbeat", "Tells that a venue lives", "Recorded at most once a second.")
            .Gives<Acknowledged>()
            .Refuses(ProblemCode.NotFound, ProblemCode.IdempotencyConflict);
        routes.MapGet("/v1/venues", List)
            .For(ListCost, Whose.Anybody, Scope.RiskRead, Scope.Admin)
            .Says(Tag, "listVenues", "All venues, by name")
            .Gives<Page<VenueDocument>>();
        routes.MapGet("/v1/venues/{venue}", Get)
            .For(Whose.Venue, Scope.VenueWrite, Scope.AccountRead, Scope.RiskRead, Scope.Admin)
            .Says(Tag, "getVenue", "A venue as it stands")
            .Gives<VenueDocument>()
            .Refuses(ProblemCode.NotFound);
    }

    private static async Task<IResult> Register(Body<VenueRegistration> body, HttpContext http, LiveNode node, KeyDirectory keys, CancellationToken cancellation)
    {
        var registration = body.Value;
        if (registration.Venue.Length > KeyId.LongestHolder) throw Refusals.Invalid("name_too_long", "venue", $"the venue's name is longer than {KeyId.LongestHolder} characters");
        var venue = node.Actors.Venue(Names.Checked("venue", registration.Venue));
        var answer = await Told.Accepted(venue.Tell(new(http.MessageId($"register:{registration.Venue}"), new VenueCommand.Register(registration.Profile())), cancellation), ("profile.", ""));
        var key = answer.IsDuplicate() ? null : await keys.IssueToVenue(registration.Venue, http.Caller().Subject, cancellation);
        var state = (await venue.Read(fenced: false, cancellation)).State;
        return TypedResults.Ok(new VenueRegistered(state.Document(), key, answer.IsDuplicate()));
    }

    private static async Task<IResult> Patch(string venue, Body<VenuePatch> body, HttpContext http, LiveNode node, CancellationToken cancellation)
    {
        var by = http.Caller().Subject;
        VenueCommand command = body.Value.Status == VenueStatus.Halted ? new VenueCommand.HaltVenue(body.Value.Reason, by) : new VenueCommand.ResumeVenue(body.Value.Reason, by);
        var actor = node.Actors.Venue(Names.Checked("venue", venue));
        var answer = await Told.Accepted(actor.Tell(new(http.MessageId(), command), cancellation));
        return TypedResults.Ok(new VenuePatched((await actor.Read(fenced: false, cancellation)).State.Document(), answer.IsDuplicate()));
    }

    private static async Task<IResult> Beat(string venue, Body<HeartbeatReport> body, HttpContext http, LiveNode node, CancellationToken cancellation)
    {
        var actor = node.Actors.Venue(Names.Checked("venue", venue));
        var answer = await Told.Accepted(actor.Tell(new(http.MessageId(), new VenueCommand.RecordHeartbeat(body.Value.Sequence)), cancellation));
        return TypedResults.Ok(new Acknowledged(answer.IsDuplicate()));
    }

    private static async Task<IResult> List(string? cursor, int? limit, LiveNode node, JournalIndex index, CancellationToken cancellation)
    {
        // Only those of the part are read: a venue that nobody asks for need not come back from the journal.
        var part = Cursors.Page(await index.Known(ActorKind.Venue, cancellation), venue => venue, cursor, limit);
        var venues = new List<VenueDocument>();
        foreach (var venue in part.Items)
            if ((await node.Actors.Venue(venue).Read(fenced: false, cancellation)).State is { Profile: not null } state)
                venues.Add(state.Document());
        return TypedResults.Ok(new Page<VenueDocument>(venues, part.NextCursor));
    }

    private static async Task<IResult> Get(string venue, LiveNode node, CancellationToken cancellation)
    {
        var state = (await node.Actors.Venue(Names.Checked("venue", venue)).Read(fenced: false, cancellation)).State;
        return state.Profile is null ? throw Refusals.NotFound("not_registered", $"venue '{venue}' has not registered") : TypedResults.Ok(state.Document());
    }
}
