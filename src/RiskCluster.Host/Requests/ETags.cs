using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace RiskCluster.Host.Requests;

/// <summary>Entity tags of things that have a hash.</summary>
internal static class ETags
{
    /// <summary>The strong tag of a hash.</summary>
    public static string Of(string hash) => $"\"{hash}\"";

    /// <summary>True when one of a header's tags is that of a hash, or <c>*</c>.</summary>
    public static bool Matches(StringValues header, string hash) =>
        EntityTagHeaderValue.TryParseList(header, out var tags) && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Tag == Of(hash));
}
