using Microsoft.AspNetCore.Http;
using RiskCluster.Host.Answers;

namespace RiskCluster.Host.Requests;

/// <summary>A request's whole body, read once.</summary>
/// <param name="Bytes">As it came.</param>
internal sealed record RequestBody(ReadOnlyMemory<byte> Bytes)
{
    private static readonly RequestBody None = new(default(ReadOnlyMemory<byte>));

    /// <summary>Reads the body, up to the server's limit, and keeps it with the request.</summary>
    /// <exception cref="RefusedException">It is larger.</exception>
    public static async ValueTask<RequestBody> Read(HttpContext http)
    {
        var body = None;
        if (http.Request.ContentLength is > HostApp.MaxBodyBytes) throw Refusals.TooLarge(HostApp.MaxBodyBytes);
        if (http.Request.ContentLength is not 0)
        {
            using var buffer = new MemoryStream((int)(http.Request.ContentLength ?? 0));
            await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
            body = new(buffer.ToArray());
        }

        http.Features.Set(body);
        return body;
    }
}
