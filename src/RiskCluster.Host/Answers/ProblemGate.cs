using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Journaling;

namespace RiskCluster.Host.Answers;

/// <summary>The one place where what went wrong becomes a problem. What should not happen is logged under the request's id and told without its inside.</summary>
internal sealed partial class ProblemGate(RequestDelegate next, ILogger<ProblemGate> log)
{
    private static readonly Func<ILogger, string, IDisposable?> InRequest = LoggerMessage.DefineScope<string>("request {RequestId}");

    public async Task InvokeAsync(HttpContext http)
    {
        RequestIds.Give(http);
        using var scope = InRequest(log, http.TraceIdentifier);
        try
        {
            await next(http);
            if (Unanswered(http) is { } refused) await Refuse(http, refused);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to hear an answer.
        }
        catch (Exception problem) when (!http.Response.HasStarted)
        {
            await Refuse(http, Refused(http, problem));
        }
    }

    private RefusedException Refused(HttpContext http, Exception problem)
    {
        switch (problem)
        {
            case RefusedException refused:
                return refused;
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return Refusals.TooLarge(HostApp.MaxBodyBytes);
            case BadHttpRequestException malformed:
                var param = QuotedParameter().Match(malformed.Message).Groups["name"].Value;
                return new(new(ProblemCode.InvalidArgument, "malformed_request", param.Length == 0 ? null : param, "the request cannot be read")) { Status = malformed.StatusCode };
            case ActorUnavailableException or JournalUnavailableException or TimeoutException or OperationCanceledException:
                Log.Unavailable(log, http.Request.Method, LogText.Route(http), LogText.Of(problem));
                return Refusals.CannotBeTold();
            default:
                Log.Failed(log, http.Request.Method, LogText.Route(http), LogText.Of(problem));
                return new(new(ProblemCode.Unavailable, ProblemCatalogue.InternalError, null, "something failed that should not; request_id names it in the server's logs"));
        }
    }

    private static RefusedException? Unanswered(HttpContext http)
    {
        if (http.Response.HasStarted || http.Response.ContentLength is > 0 || http.Response.ContentType is not null) return null;
        return http.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => Refusals.NotFound("no_such_route", $"there is no {http.Request.Path}"),
            StatusCodes.Status405MethodNotAllowed => new(new(ProblemCode.InvalidArgument, "method_not_allowed", null, $"{http.Request.Path} does not take {http.Request.Method}")) { Status = StatusCodes.Status405MethodNotAllowed },
            _ => null,
        };
    }

    private static async Task Refuse(HttpContext http, RefusedException refused)
    {
        var allow = http.Response.Headers.Allow;
        await ProblemAnswer.Write(http, ProblemAnswer.Of(refused.Problem, http.TraceIdentifier, refused.Status, refused.RetryAfterMs), allow);
    }

    // What the framework says of a parameter of path or query that it cannot bind.
    [GeneratedRegex("^Failed to bind parameter \"\\S+ (?<name>\\w+)\"")]
    private static partial Regex QuotedParameter();

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Method} {Route} failed: {Problem}")]
        public static partial void Failed(ILogger log, string method, string route, string problem);

        [LoggerMessage(2, LogLevel.Warning, "{Method} {Route} cannot be answered: {Problem}")]
        public static partial void Unavailable(ILogger log, string method, string route, string problem);
    }
}
