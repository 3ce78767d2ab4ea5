using System.Text.Json;
using Polly;
using Polly.Retry;
using RiskCluster.Client.Access;
using RiskCluster.Contracts;

namespace RiskCluster.Client.Calls;

/// <summary>Sends calls: signed, to a server that answers, again where that is safe.</summary>
internal sealed class CallSender : IDisposable
{
    private readonly ServerList servers;
    private readonly Credentials credentials;
    private readonly HttpMessageInvoker http;
    private readonly ResiliencePipeline<CallAnswer> repeating;
    private string? audience;

    public CallSender(IReadOnlyList<Uri> addresses, Credentials credentials, ClientOptions options, HttpMessageHandler handler)
    {
        options.Check();
        servers = new(addresses);
        this.credentials = credentials;
        Options = options;
        http = new(handler);
        repeating = Repeating();
        audience = options.Audience;
    }

    public ClientOptions Options { get; }

    /// <summary>Sends a call and reads its answer.</summary>
    /// <exception cref="RiskClusterException">It was refused.</exception>
    /// <exception cref="ServerUnreachableException">Nobody answered.</exception>
    public async Task<T> Send<T>(ApiCall call, CancellationToken cancellation)
    {
        var body = await SendForBytes(call, cancellation).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize<T>(body, ApiJson.ClientOptions) ?? throw new JsonException("the answer is null");
        }
        catch (JsonException problem)
        {
            throw new RiskClusterException(new("about:blank", "Answer not understood", 200, "not_understood", "answer_malformed", $"{call.Path}: {problem.Message}", "", false));
        }
    }

    /// <summary>Sends a call and answers with its bytes.</summary>
    public async Task<byte[]> SendForBytes(ApiCall call, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Options.CallTimeout, Options.Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            var answer = call.Repeat == Repeat.Never
                ? await Attempt(call, both.Token).ConfigureAwait(false)
                : await repeating.ExecuteAsync(async token => await Attempt(call, token).ConfigureAwait(false), both.Token).ConfigureAwait(false);
            return answer.Problem is { } problem ? throw new RiskClusterException(problem) : answer.Body;
        }
        catch (Exception failure) when (IsFailure(failure) || (failure is OperationCanceledException && limit.IsCancellationRequested && !cancellation.IsCancellationRequested))
        {
            throw Unreachable(failure);
        }
    }

    /// <summary>Opens a stream; whoever asks disposes of the answer.</summary>
    /// <exception cref="RiskClusterException">It was refused.</exception>
    /// <exception cref="ServerUnreachableException">Nobody answered.</exception>
    public async Task<HttpResponseMessage> Open(ApiCall call, string? lastEventId, CancellationToken cancellation)
    {
        try
        {
            var response = await Timed(call, lastEventId, cancellation).ConfigureAwait(false);
            if (response.IsSuccessStatusCode) return response;
            using (response) throw new RiskClusterException((await CallAnswer.Read(response, Options.Clock.GetUtcNow(), cancellation).ConfigureAwait(false)).Problem!);
        }
        catch (Exception failure) when (IsFailure(failure))
        {
            throw Unreachable(failure);
        }
    }

    /// <summary>Takes another server from now on, where there is one.</summary>
    public void Advance() => servers.Advance();

    public void Dispose() => http.Dispose();

    private static bool IsFailure(Exception failure) => failure is HttpRequestException or TimeoutException or IOException;

    private ServerUnreachableException Unreachable(Exception failure) => new($"{servers} did not answer: {(failure is OperationCanceledException ? "the time is over" : failure.Message)}", failure);

    private ResiliencePipeline<CallAnswer> Repeating()
    {
        var pipeline = new ResiliencePipelineBuilder<CallAnswer> { TimeProvider = Options.Clock };
        if (Options.Retries == 0) return pipeline.Build();
        return pipeline.AddRetry(new RetryStrategyOptions<CallAnswer>
        {
            MaxRetryAttempts = Options.Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = Options.FirstDelay,
            MaxDelay = Options.LongestDelay,
            ShouldHandle = told => ValueTask.FromResult(told.Outcome is { Exception: { } failure } ? IsFailure(failure) : told.Outcome.Result is { IsWorthRepeating: true } answer && !(answer.RetryAfter > Options.LongestDelay)),
            DelayGenerator = told => ValueTask.FromResult(told.Outcome.Result?.RetryAfter),
            OnRetry = told =>
            {
                // Whoever asks to be called less often is well; another server has the same quota.
                if (told.Outcome.Result?.RetryAfter is null) servers.Advance();
                return ValueTask.CompletedTask;
            },
        }).Build();
    }

    private async Task<CallAnswer> Attempt(ApiCall call, CancellationToken cancellation)
    {
        using var response = await Timed(call, null, cancellation).ConfigureAwait(false);
        return await CallAnswer.Read(response, Options.Clock.GetUtcNow(), cancellation).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> Timed(ApiCall call, string? lastEventId, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Options.AttemptTimeout, Options.Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            var name = credentials.NeedsAudience && !call.IsPublic ? audience ??= await AudienceOfServer(both.Token).ConfigureAwait(false) : "";
            return await servers.Try(server => SendTo(server, call, name, lastEventId, both.Token)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {Options.AttemptTimeout.TotalSeconds:0.#} s");
        }
    }

    private async Task<string> AudienceOfServer(CancellationToken cancellation)
    {
        using var response = await servers.Try(server => http.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(server, "/version")), cancellation)).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var version = JsonSerializer.Deserialize<VersionReport>(await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false), ApiJson.ClientOptions);
        return version?.Audience ?? throw new HttpRequestException("the server does not tell its name");
    }

    private async Task<HttpResponseMessage> SendTo(Uri server, ApiCall call, string name, string? lastEventId, CancellationToken cancellation)
    {
        var address = new Uri(server, call.Path);
        using var request = new HttpRequestMessage(call.Method, address);
        var signed = new SignedRequest(call.Method.Method, address.PathAndQuery, call.Body);
        if (!call.IsPublic && credentials.Authorization(signed, name, Options.Clock.GetUtcNow().ToUnixTimeMilliseconds()) is { } authorization) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (call.IdempotencyKey is { } key) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        if (lastEventId is not null) request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        if (call.IfMatch is { } tag) request.Headers.TryAddWithoutValidation("If-Match", tag);
        if (!call.Body.IsEmpty)
        {
            request.Content = new ReadOnlyMemoryContent(call.Body);
            request.Content.Headers.ContentType = new("application/json");
        }

        return await http.SendAsync(request, cancellation).ConfigureAwait(false);
    }
}
