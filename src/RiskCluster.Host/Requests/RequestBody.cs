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
        if (http.Request.ContentLength is not { } length)
        {
            using var buffer = new MemoryStream();
            await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
            if (buffer.Length > 0) body = new(buffer.ToArray());
        }
        else if (length > 0)
        {
            var bytes = new byte[length];
            await http.Request.Body.ReadExactlyAsync(bytes, http.RequestAborted);
            body = new(bytes);
        }

        http.Features.Set(body);
        return body;
    }
}
