using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Answers;

namespace RiskCluster.Host.Api;

/// <summary>What a route says of itself: who may use it, and what the reference tells of it.</summary>
internal static class RouteWords
{
    /// <summary>Who may use it.</summary>
    /// <param name="route">The route.</param>
    /// <param name="whose">Whose things it is about.</param>
    /// <param name="anyOf">Scopes of which one is needed.</param>
    public static RouteHandlerBuilder For(this RouteHandlerBuilder route, Whose whose, params ImmutableArray<Scope> anyOf) => route.For(1, whose, anyOf);

    /// <summary>Who may use it, and what a call costs.</summary>
    public static RouteHandlerBuilder For(this RouteHandlerBuilder route, int cost, Whose whose, params ImmutableArray<Scope> anyOf) => route.WithMetadata(new RoutePolicy(anyOf, whose, cost));

    /// <summary>It asks, though its method is one of changes; a handler that changes something all the same keeps the nonce of the call first (<see cref="Access.Signing.HeldNonce"/>).</summary>
    public static RouteHandlerBuilder AsksOnly(this RouteHandlerBuilder route)
    {
        // Of several policies the last counts.
        route.Finally(endpoint => endpoint.Metadata.Add(endpoint.Metadata.OfType<RoutePolicy>().Last() with { AsksOnly = true }));
        return route;
    }

    /// <summary>What it is called and does. The tag is the group in the reference.</summary>
    public static RouteHandlerBuilder Says(this RouteHandlerBuilder route, string tag, string id, string summary, string description = "")
    {
        route.WithName(id).WithTags(tag).WithSummary(summary);
        route.Finally(endpoint =>
        {
            foreach (var status in RouteProblems.Of(endpoint.Metadata, (endpoint as RouteEndpointBuilder)?.RoutePattern.RawText).Keys)
                endpoint.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(ProblemDocument), [ProblemAnswer.ContentType]));
        });
        return description.Length == 0 ? route : route.WithDescription(description);
    }

    /// <summary>What it answers when all is well.</summary>
    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder route, int status = StatusCodes.Status200OK) => route.Produces<T>(status, "application/json");

    /// <summary>The codes with which it may refuse, beside those that its policy and its body bring.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params ImmutableArray<ProblemCode> codes) => route.WithMetadata(new RouteRefusals(codes));
}
