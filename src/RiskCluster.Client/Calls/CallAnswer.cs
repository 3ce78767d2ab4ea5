using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using RiskCluster.Contracts;

namespace RiskCluster.Client.Calls;

/// <summary>What one attempt was answered.</summary>
/// <param name="Body">The bytes.</param>
/// <param name="Problem">Why it was refused; null when it was not.</param>
/// <param name="RetryAfter">How long the server asks to wait.</param>
internal sealed record CallAnswer(byte[] Body, ProblemDocument? Problem, TimeSpan? RetryAfter)
{
    /// <summary>The reason of a request that came too long after it was signed.</summary>
    public const string StaleTimestamp = "timestamp_outside_window";

    /// <summary>True when the same call may succeed later without a change.</summary>
    public bool IsWorthRepeating => Problem is { } problem && (problem.Retryable || problem.Reason == StaleTimestamp);

    /// <summary>Reads an answer whole.</summary>
    public static async Task<CallAnswer> Read(HttpResponseMessage response, DateTimeOffset now, CancellationToken cancellation)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
        var problem = response.IsSuccessStatusCode ? null : ProblemOf(response, body);
        return new(body, problem, Wait(response.Headers.RetryAfter, now) ?? (problem?.RetryAfterMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null));
    }

    private static TimeSpan? Wait(RetryConditionHeaderValue? header, DateTimeOffset now)
    {
        if ((header?.Delta ?? (header?.Date is { } at ? at - now : null)) is not { } wait) return null;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    // What stands before the server, such as a proxy, answers in its own way.
    private static ProblemDocument ProblemOf(HttpResponseMessage response, byte[] body)
    {
        try
        {
            if (JsonSerializer.Deserialize<ProblemDocument>(body, ApiJson.ClientOptions) is { } problem) return problem;
        }
        catch (JsonException)
        {
            // Told below.
        }

        var status = (int)response.StatusCode;
        var isPassing = response.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or HttpStatusCode.TooManyRequests;
        return new("about:blank", response.ReasonPhrase ?? "", status, isPassing ? "unavailable" : "not_understood", "no_problem_document", $"the answer {status} is none of a RiskCluster server", "", isPassing);
    }
}
