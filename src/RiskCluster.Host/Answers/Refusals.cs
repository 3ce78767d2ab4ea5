using Microsoft.AspNetCore.Http;
using RiskCluster.Core.Turns;

namespace RiskCluster.Host.Answers;

/// <summary>The refusals that no actor makes.</summary>
internal static class Refusals
{
    public static RefusedException Unauthenticated(string reason, string detail) => new(new(ProblemCode.Unauthenticated, reason, null, detail));

    public static RefusedException Denied(string reason, string detail) => new(new(ProblemCode.PermissionDenied, reason, null, detail));

    public static RefusedException Invalid(string reason, string? param, string detail) => new(new(ProblemCode.InvalidArgument, reason, param, detail));

    public static RefusedException NotFound(string reason, string detail) => new(new(ProblemCode.NotFound, reason, null, detail));

    public static RefusedException Unavailable(string reason, string detail) => new(new(ProblemCode.Unavailable, reason, null, detail, Retryable: true));

    public static RefusedException CannotBeTold() =>
        Unavailable("cannot_be_told", "it cannot be answered now; what became of a write is not known, and the same request under the same key tells");

    public static RefusedException TooLarge(long limitBytes) =>
        new(new(ProblemCode.InvalidArgument, "body_too_large", null, $"the body is larger than {limitBytes} bytes")) { Status = StatusCodes.Status413PayloadTooLarge };
}
