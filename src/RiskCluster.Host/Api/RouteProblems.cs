using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Core.Turns;
using RiskCluster.Host.Access;
using RiskCluster.Host.Answers;

namespace RiskCluster.Host.Api;

/// <summary>All problems with which a route may answer: those that its policy, its path and its body bring, and its own.</summary>
internal static class RouteProblems
{
    /// <summary>Codes by status, in order of status.</summary>
    public static ImmutableSortedDictionary<int, ImmutableArray<string>> Of(IEnumerable<object> metadata, string? path)
    {
        var all = metadata.ToList();
        var policy = all.OfType<RoutePolicy>().LastOrDefault();
        var codes = new List<(int Status, string Code)> { Entry(ProblemCode.TooManyRequests), (ProblemCatalogue.Internal.Status, ProblemCatalogue.InternalError) };
        if (policy is not null && !policy.AnyOf.Contains(Scope.Anonymous)) codes.AddRange([Entry(ProblemCode.Unauthenticated), Entry(ProblemCode.PermissionDenied)]);
        if (path?.StartsWith("/v1", StringComparison.Ordinal) == true) codes.AddRange([Entry(ProblemCode.InvalidArgument), Entry(ProblemCode.Unavailable)]);
        if (all.OfType<IAcceptsMetadata>().Any())
        {
            var invalid = Entry(ProblemCode.InvalidArgument).Code;
            codes.AddRange([(StatusCodes.Status413PayloadTooLarge, invalid), (StatusCodes.Status415UnsupportedMediaType, invalid)]);
        }

        codes.AddRange(all.OfType<RouteRefusals>().SelectMany(refusals => refusals.Codes).Select(Entry));
        return codes.Distinct().GroupBy(item => item.Status).ToImmutableSortedDictionary(group => group.Key, group => group.Select(item => item.Code).Order(StringComparer.Ordinal).ToImmutableArray());
    }

    private static (int Status, string Code) Entry(ProblemCode code) => (ProblemCatalogue.Of(code).Status, Reasons.Of(code));
}
