using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RiskCluster.Contracts;

namespace RiskCluster.Host.Answers;

/// <summary>A small body with its length, written in one piece: for routes that answer thousands of times a second, where chunks and a writer that may wait cost more than the body.</summary>
/// <typeparam name="T">Its record.</typeparam>
internal sealed class JsonAnswer<T>(T body) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Options);
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = bytes.Length;
        // A caller who has gone ends the write by itself.
        var written = httpContext.Response.BodyWriter.WriteAsync(bytes, CancellationToken.None);
        return written.IsCompletedSuccessfully ? Task.CompletedTask : written.AsTask();
    }
}
