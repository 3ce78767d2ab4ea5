using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace RiskCluster.Host.WebConsole;

/// <summary>Sends the console's files; whatever is none of them goes on to the API. The files hold no figure, so that anybody may have them: what they show is asked for with the reader's own credentials.</summary>
internal sealed class ConsoleGate(RequestDelegate next, ConsoleArchive console)
{
    /// <summary>Only what comes from here runs, is shown, or is talked to; nobody may frame the page.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Missing =
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>RiskCluster</title></head>
        <body><h1>RiskCluster runs, without its console</h1>
        <p>The console was left out of this build, because Node.js 20.19 or newer with npm, or npm's registry, could not be reached when it was made.
        Install them and build again: the output of <code>dotnet build</code> says what was missing.</p>
        <p>The API is complete without it: <a href="/docs">/docs</a>, <a href="/openapi/v1.json">/openapi/v1.json</a>, <a href="/health/ready">/health/ready</a>.</p></body></html>
        """;

    public Task InvokeAsync(HttpContext http)
    {
        var isRead = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (!isRead || http.Request.Path.Value is not { } path) return next(http);
        if (console.Find(path) is { } file) return Send(http, file);
        return path == "/" && !console.HasPage ? SendMissing(http) : next(http);
    }

    private static async Task Send(HttpContext http, ConsoleFile file)
    {
        Protect(http.Response);
        var headers = http.Response.Headers;
        headers.ETag = file.ETag;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.CacheControl = file.IsHashed ? "public, max-age=31536000, immutable" : "no-cache";
        if (http.Request.Headers.IfNoneMatch.Any(value => value?.Contains(file.ETag, StringComparison.Ordinal) == true))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var isCompressed = http.Request.Headers.AcceptEncoding.Any(value => value?.Contains("br", StringComparison.Ordinal) == true);
        var body = isCompressed ? file.Brotli : file.Plain;
        if (isCompressed) headers.ContentEncoding = "br";
        headers.ContentType = file.ContentType;
        headers.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(body.AsMemory(), http.RequestAborted);
    }

    private static Task SendMissing(HttpContext http)
    {
        Protect(http.Response);
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(Missing, http.RequestAborted);
    }

    private static void Protect(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
