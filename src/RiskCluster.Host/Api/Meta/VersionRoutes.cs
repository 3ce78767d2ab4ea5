using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Contracts;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Configuration;
using RiskCluster.Host.Running;

namespace RiskCluster.Host.Api.Meta;

/// <summary>What runs.</summary>
internal static class VersionRoutes
{
    /// <summary>What was built.</summary>
    public static readonly string Version = typeof(VersionRoutes).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/version", Get).For(Whose.Anybody, Scope.Anonymous).Says("Meta", "version", "What runs, and the name that machines sign for").Gives<VersionReport>();

    private static async Task<IResult> Get(LiveNode node, ServeOptions options, CancellationToken cancellation)
    {
        var active = node.IsOpen ? (await node.Actors.RiskParameters(options.Model).Read(fenced: false, cancellation)).State.Active : null;
        return TypedResults.Ok(new VersionReport(Version, options.Audience, Reasons.Of(options.Engine), options.Model, active?.Hash, active?.Version, node.NowMs));
    }
}
