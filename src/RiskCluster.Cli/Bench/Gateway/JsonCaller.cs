using System.Net.Http.Headers;
using System.Text.Json;
using RiskCluster.Contracts.Accounts;

namespace RiskCluster.Cli.Bench.Gateway;

/// <summary>A caller as callers are: makes the JSON of an order, signs it, sends it, and parses what comes back.</summary>
internal sealed class JsonCaller(HttpClient client, GatewayServer signer)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>One call.</summary>
    public async Task Post(string path, OrderCheck order, CancellationToken cancellation)
    {
        var body = GatewayServer.Body(order);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = Json;
        request.Headers.TryAddWithoutValidation("Authorization", signer.Authorization("POST", path, body));
        using var response = await client.SendAsync(request, cancellation);
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"the bench was refused: {await response.Content.ReadAsStringAsync(cancellation)}");
        using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
    }
}
