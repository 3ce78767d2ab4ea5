using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace RiskCluster.Host.Answers;

/// <summary>What a log may hold: routes instead of paths, and what went wrong without the names of accounts and owners.</summary>
internal static partial class LogText
{
    /// <summary>The template of the request's route; of none, that it has none.</summary>
    public static string Route(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";

    /// <summary>An exception with its stack, whose actors are told by kind alone.</summary>
    public static string Of(Exception problem) => Actor().Replace(problem.ToString(), "${kind}:*");

    // An actor's address is its kind and its key; of markets and parameters the key is no secret.
    [GeneratedRegex(@"\b(?<kind>Account|Portfolio|Unwind|Venue|LiquidationQueue):[^\s,;)'""]+")]
    private static partial Regex Actor();
}
