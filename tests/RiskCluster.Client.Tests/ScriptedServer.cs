using System.Net;
using System.Text;
using System.Text.Json;
using RiskCluster.Contracts;

namespace RiskCluster.Client.Tests;

/// <summary>Answers as a script says, one line a request, and remembers what was asked.</summary>
internal sealed class ScriptedServer : HttpMessageHandler
{
    private readonly Queue<Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> script = new();
    private readonly List<Seen> requests = [];

    /// <summary>What came, in order; requests for the server's name are not counted.</summary>
    public IReadOnlyList<Seen> Requests => requests;

    public ScriptedServer Answers(string json) => Then((_, _) => Task.FromResult(Json(HttpStatusCode.OK, json)));

    public ScriptedServer Refuses(int status, string code, bool isRetryable, TimeSpan? retryAfter = null, string reason = "because") => Then((_, _) =>
    {
        var response = Json((HttpStatusCode)status, JsonSerializer.Serialize(new ProblemDocument("t", "t", status, code, reason, "detail", "r", isRetryable), ApiJson.Options));
        if (retryAfter is { } wait) response.Headers.RetryAfter = new(wait);
        return Task.FromResult(response);
    });

    public ScriptedServer Says(int status, string text) => Then((_, _) => Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(text) }));

    public ScriptedServer Breaks(HttpRequestError error = HttpRequestError.ResponseEnded) => Then((_, _) => throw new HttpRequestException(error, "broken"));

    public ScriptedServer Streams(params string[] events) => Then((_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(string.Concat(events), Encoding.UTF8, "text/event-stream") }));

    public ScriptedServer Hangs() => Then(async (_, cancellation) =>
    {
        await Task.Delay(Timeout.Infinite, cancellation);
        throw new InvalidOperationException("it hangs");
    });

    public ScriptedServer Then(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        script.Enqueue(answer);
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.AbsolutePath == "/version") return Json(HttpStatusCode.OK, """{"version":"1","audience":"riskcluster","engine":"embedded","model":"m","server_time":0}""");
        requests.Add(new(
            request.RequestUri.Host,
            request.RequestUri.PathAndQuery,
            Header(request, "Authorization"),
            Header(request, "Idempotency-Key"),
            Header(request, "Last-Event-ID"),
            request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken)));
        return script.Count == 0 ? throw new InvalidOperationException("the script is over") : await script.Dequeue()(request, cancellationToken);
    }

    private static string? Header(HttpRequestMessage request, string name) => request.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    private static HttpResponseMessage Json(HttpStatusCode status, string json) => new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    /// <summary>A request that came.</summary>
    internal sealed record Seen(string Host, string Target, string? Authorization, string? IdempotencyKey, string? LastEventId, string Body);
}
