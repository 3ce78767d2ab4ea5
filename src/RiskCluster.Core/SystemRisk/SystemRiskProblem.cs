using RiskCluster.Core.Turns;

namespace RiskCluster.Core.SystemRisk;

/// <summary>A refusal as the problem that the caller sees.</summary>
internal static class SystemRiskProblem
{
    public static Problem Of(SystemRiskRejection rejection, string? param, string detail) => new(Code(rejection), Reasons.Of(rejection), param, detail, rejection == SystemRiskRejection.TooManyRuns);

    private static ProblemCode Code(SystemRiskRejection rejection) => rejection switch
    {
        SystemRiskRejection.UnknownRun => ProblemCode.NotFound,
        SystemRiskRejection.RunDiffers => ProblemCode.IdempotencyConflict,
        SystemRiskRejection.RunEnded or SystemRiskRejection.RunNotStarted or SystemRiskRejection.OtherInputs => ProblemCode.VersionConflict,
        SystemRiskRejection.OtherWorker => ProblemCode.ClaimLost,
        SystemRiskRejection.TooManyRuns or SystemRiskRejection.TooManyChains => ProblemCode.TooManyRequests,
        _ => ProblemCode.InvalidArgument,
    };
}
