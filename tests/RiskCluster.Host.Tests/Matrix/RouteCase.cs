using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Host.Access;

namespace RiskCluster.Host.Tests.Matrix;

/// <summary>A route of the server, as the server itself knows it: a route that is added later is a case without anybody's care.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Pattern">Path with its parameters.</param>
/// <param name="Policy">Who may use it.</param>
/// <param name="Body">The record that it takes; null when it takes none.</param>
internal sealed record RouteCase(string Method, string Pattern, RoutePolicy Policy, Type? Body)
{
    /// <summary>All routes of a server.</summary>
    public static IReadOnlyList<RouteCase> Of(IEnumerable<EndpointDataSource> sources) =>
    [
        .. sources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Select(endpoint => new RouteCase(
            endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0],
            endpoint.RoutePattern.RawText!,
            endpoint.Metadata.GetMetadata<RoutePolicy>()!,
            endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType)),
    ];

    /// <summary>The path with names in the places of its parameters; those that nobody gives are <c>x</c>.</summary>
    public string Path(string venue, string account, string owner) =>
        "/" + string.Join('/', Pattern.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part => part
            .Replace("{venue}", venue, StringComparison.Ordinal)
            .Replace("{account}", account, StringComparison.Ordinal)
            .Replace("{owner}", owner, StringComparison.Ordinal)
            .Replace("{documentName}", "v1", StringComparison.Ordinal))
            .Select(part => Regex.Replace(part, @"\{[^}]*:(int|long)\}", "1"))
            .Select(part => Regex.Replace(part, @"\{[^}]*\}", "x")));

    public override string ToString() => $"{Method} {Pattern}";
}
