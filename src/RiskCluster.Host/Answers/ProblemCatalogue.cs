using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using RiskCluster.Core.Turns;

namespace RiskCluster.Host.Answers;

/// <summary>All codes of problems, with their HTTP status and what they mean.</summary>
public static class ProblemCatalogue
{
    /// <summary>The code of what should not happen.</summary>
    public const string InternalError = "internal_error";

    /// <summary>Every code.</summary>
    public static ImmutableArray<ProblemEntry> All { get; } =
    [
        Of(ProblemCode.InvalidArgument, StatusCodes.Status400BadRequest, "Invalid argument", "A value is outside its bounds, is missing, or makes no sense; param names it. Also with status 405, 413 and 415, for a wrong method, a body that is too large and one that is not JSON."),
        Of(ProblemCode.Unauthenticated, StatusCodes.Status401Unauthorized, "Unauthenticated", "Credentials are missing, malformed, unknown, forged, out of time, or were used before; reason says which."),
        Of(ProblemCode.PermissionDenied, StatusCodes.Status403Forbidden, "Permission denied", "The caller is known and may not do this, or not to this. What exists and what does not are refused alike."),
        Of(ProblemCode.NotFound, StatusCodes.Status404NotFound, "Not found", "There is no such thing, or no such route."),
        Of(ProblemCode.SequenceGap, StatusCodes.Status409Conflict, "Sequence gap", "Updates before this one are missing. Resend from expected_sequence, or put a snapshot under a new epoch."),
        Of(ProblemCode.StaleSequence, StatusCodes.Status409Conflict, "Stale sequence", "A newer epoch has replaced this one."),
        Of(ProblemCode.IdempotencyConflict, StatusCodes.Status422UnprocessableEntity, "Idempotency conflict", "The same key came before with another body."),
        Of(ProblemCode.UnknownInstrument, StatusCodes.Status422UnprocessableEntity, "Unknown instrument", "The venue does not list it."),
        Of(ProblemCode.OracleStale, StatusCodes.Status503ServiceUnavailable, "Oracle stale", "There is no price that is young enough."),
        Of(ProblemCode.OracleDeviation, StatusCodes.Status422UnprocessableEntity, "Oracle deviation", "A price lies too far from the others'."),
        Of(ProblemCode.MarketHalted, StatusCodes.Status409Conflict, "Market halted", "The market or venue stands still."),
        Of(ProblemCode.InsufficientMargin, StatusCodes.Status422UnprocessableEntity, "Insufficient margin", "Equity does not cover what would be needed."),
        Of(ProblemCode.ClaimLost, StatusCodes.Status409Conflict, "Claim lost", "Somebody else holds the claim now."),
        Of(ProblemCode.VersionConflict, StatusCodes.Status409Conflict, "Version conflict", "The thing has changed since it was read. With If-Match the status is 412."),
        Of(ProblemCode.TooManyRequests, StatusCodes.Status429TooManyRequests, "Too many requests", "Over the quota, or over a bound on how many of a thing there may be. Retry-After says how long to wait where waiting helps."),
        Of(ProblemCode.Unavailable, StatusCodes.Status503ServiceUnavailable, "Unavailable", "It cannot be answered now. What became of a write is not known: the same request, sent again under the same key, tells."),
        new(InternalError, StatusCodes.Status500InternalServerError, "Internal error", "Something failed that should not. Nothing was changed that was not acknowledged; request_id names it in the server's logs."),
    ];

    /// <summary>The entry of a code.</summary>
    public static ProblemEntry Of(ProblemCode code) => All.First(entry => entry.Code == Reasons.Of(code));

    /// <summary>The entry of what should not happen.</summary>
    public static ProblemEntry Internal => All[^1];

    private static ProblemEntry Of(ProblemCode code, int status, string title, string meaning) => new(Reasons.Of(code), status, title, meaning);
}
