using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using RiskCluster.Host.Access;
using RiskCluster.Host.Answers;
using RiskCluster.Host.Api;

namespace RiskCluster.Host.Docs;

/// <summary>The reference as pages: every operation with who may use it, and every code of problems. Made of the routes themselves; the pages load nothing from elsewhere.</summary>
internal static class DocsRoutes
{
    private const string Style = "body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #8884;padding:.3rem .6rem;text-align:left;vertical-align:top}code{font-size:.95em}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var policy = new RoutePolicy([Scope.Anonymous], Whose.Anybody, 5);
        routes.MapGet("/docs", (EndpointDataSource endpoints) => Page("RiskCluster API", Operations(endpoints))).WithMetadata(policy).ExcludeFromDescription();
        routes.MapGet("/docs/problems", () => Page("RiskCluster API: problems", Problems())).WithMetadata(policy).ExcludeFromDescription();
    }

    private static ContentHttpResult Page(string title, string body) =>
        TypedResults.Content($"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title><style>{Style}</style></head><body><h1>{title}</h1>{body}</body></html>", "text/html; charset=utf-8");

    private static string Operations(EndpointDataSource endpoints)
    {
        var text = new StringBuilder("<p>The whole document, for tools: <a href=\"/openapi/v1.json\">/openapi/v1.json</a>. The codes of errors: <a href=\"/docs/problems\">/docs/problems</a>.</p>");
        var described = endpoints.Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>() is not null);
        foreach (var group in described.GroupBy(endpoint => endpoint.Metadata.GetMetadata<ITagsMetadata>()!.Tags[0]).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append($"<h2>{Encode(group.Key)}</h2><table><tr><th>operation</th><th>does</th><th>scopes</th><th>codes</th></tr>");
            foreach (var endpoint in group) Row(text, endpoint);
            text.Append("</table>");
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, RouteEndpoint endpoint)
    {
        var path = endpoint.RoutePattern.RawText!;
        var policy = endpoint.Metadata.GetMetadata<RoutePolicy>()!;
        var codes = RouteProblems.Of(endpoint.Metadata, path).Values.SelectMany(item => item).Distinct().Order(StringComparer.Ordinal);
        var summary = endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>()!.Summary;
        var description = endpoint.Metadata.GetMetadata<IEndpointDescriptionMetadata>()?.Description;
        text.Append($"<tr><td><code>{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]} {Encode(path)}</code></td><td>{Encode(summary)}{(description is null ? "" : $"<br><small>{Encode(description)}</small>")}</td>");
        text.Append($"<td>{Encode(string.Join(", ", policy.AnyOf.Select(ScopeNames.Of)))}</td><td>{string.Join(", ", codes.Select(code => $"<a href=\"/docs/problems#{code}\">{code}</a>"))}</td></tr>");
    }

    private static string Problems()
    {
        var text = new StringBuilder("<table><tr><th>code</th><th>status</th><th>means</th></tr>");
        foreach (var entry in ProblemCatalogue.All) text.Append($"<tr id=\"{entry.Code}\"><td><code>{entry.Code}</code></td><td>{entry.Status}</td><td>{Encode(entry.Meaning)}</td></tr>");
        return text.Append("</table>").ToString();
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
