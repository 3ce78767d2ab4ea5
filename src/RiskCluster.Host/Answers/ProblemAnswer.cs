using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using RiskCluster.Contracts;
using RiskCluster.Core.Turns;

namespace RiskCluster.Host.Answers;

/// <summary>Problems as <c>application/problem+json</c> (RFC 9457).</summary>
internal static class ProblemAnswer
{
    public const string ContentType = "application/problem+json";

    /// <summary>The document of a problem.</summary>
    public static ProblemDocument Of(Problem problem, string requestId, int? status = null, long? retryAfterMs = null)
    {
        var entry = problem.Reason == ProblemCatalogue.InternalError ? ProblemCatalogue.Internal : ProblemCatalogue.Of(problem.Code);
        return new(
            $"/docs/problems#{entry.Code}", entry.Title, status ?? entry.Status, entry.Code, problem.Reason, problem.Detail, requestId, problem.Retryable, problem.Param, problem.ExpectedSequence, retryAfterMs);
    }

    /// <summary>Answers with a problem.</summary>
    public static async Task Write(HttpContext http, ProblemDocument document, StringValues allow = default)
    {
        http.Response.Clear();
        RequestIds.Stamp(http);
        http.Response.StatusCode = document.Status;
        http.Response.ContentType = ContentType;
        if (allow.Count > 0) http.Response.Headers.Allow = allow;
        if (document.Status == StatusCodes.Status401Unauthorized) http.Response.Headers.WWWAuthenticate = "RC1-HMAC-SHA256, Bearer";
        if (document.RetryAfterMs is { } waitMs) http.Response.Headers.RetryAfter = ((waitMs + 999) / 1000).ToString(CultureInfo.InvariantCulture);
        await http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(document, ApiJson.Options), http.RequestAborted);
    }
}
