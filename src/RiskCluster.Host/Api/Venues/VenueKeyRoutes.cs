using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts.Admin;
using RiskCluster.Contracts.Venues;
using RiskCluster.Core.Turns;
using RiskCluster.Core.Venues;
using RiskCluster.Host.Access;
using RiskCluster.Host.Access.Keys;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Requests;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Api.Venues;

/// <summary>A venue's keys. Several live at once, so that it changes over without a pause: issue, use, revoke the old one.</summary>
internal static class VenueKeyRoutes
{
    private const string Tag = "Keys";
    private const int IssueCost = 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/venues/{venue}/keys", Issue)
            .For(IssueCost, Whose.Venue, Scope.VenueWrite, Scope.Admin)
            .Says(Tag, "issueVenueKey", "Issues a key of a venue", "The secret is shown once. Every call issues another key.")
            .Gives<IssuedKey>()
            .Refuses(ProblemCode.NotFound);
        routes.MapDelete("/v1/venues/{venue}/keys/{key}", Revoke)
            .For(Whose.Venue, Scope.VenueWrite, Scope.Admin)
            .Says(Tag, "revokeVenueKey", "Takes a key of a venue back, for ever")
            .Gives<Revoked>()
            .Refuses(ProblemCode.NotFound, ProblemCode.IdempotencyConflict);
    }

    private static async Task<IResult> Issue(string venue, HttpContext http, KeyDirectory keys, CancellationToken cancellation) =>
        TypedResults.Ok(await keys.IssueToVenue(Names.Checked("venue", venue), http.Caller().Subject, cancellation));

    private static async Task<IResult> Revoke(string venue, string key, HttpContext http, LiveNode node, CancellationToken cancellation)
    {
        var answer = await Told.Accepted(node.Actors.Venue(Names.Checked("venue", venue)).Tell(new(http.MessageId($"revoke:{key}"), new VenueCommand.RevokeKey(Names.Checked("key", key))), cancellation));
        return TypedResults.Ok(new Revoked(key, answer.IsDuplicate()));
    }
}
