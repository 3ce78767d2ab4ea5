using Microsoft.AspNetCore.Routing;

namespace RiskCluster.Host.Access;

/// <summary>Every route says who may use it.</summary>
internal static class PolicyCheck
{
    /// <summary>Passes when all do.</summary>
    /// <exception cref="InvalidOperationException">One does not: names it.</exception>
    public static void Require(IEndpointRouteBuilder routes)
    {
        foreach (var endpoint in routes.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<RoutePolicy>() is not { } policy)
                throw new InvalidOperationException($"the route {endpoint.RoutePattern.RawText} ({endpoint.DisplayName}) says nothing about who may use it");
            if (policy.AnyOf.IsDefaultOrEmpty || policy.Cost < 1) throw new InvalidOperationException($"the policy of the route {endpoint.RoutePattern.RawText} names no scope, or a cost below 1");
        }
    }
}
