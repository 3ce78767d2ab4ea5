using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Unwinds;

/// <summary>An unwind's refusal as the problem that the caller sees.</summary>
internal static class UnwindProblem
{
    public static Problem Of(UnwindRejection rejection, string? param, string detail) => new(Code(rejection), Reasons.Of(rejection), param, detail, IsRetryable(rejection));

    private static ProblemCode Code(UnwindRejection rejection) => rejection switch
    {
        UnwindRejection.UnknownUnwind or UnwindRejection.UnknownLeg or UnwindRejection.UnknownLoss => ProblemCode.NotFound,
        UnwindRejection.Held => ProblemCode.MarketHalted,
        UnwindRejection.EvidenceWeak => ProblemCode.OracleDeviation,
        UnwindRejection.EvidenceExpired => ProblemCode.OracleStale,
        UnwindRejection.FillDiffers => ProblemCode.IdempotencyConflict,
        UnwindRejection.FillsMissing => ProblemCode.SequenceGap,
        UnwindRejection.TooManyPlans => ProblemCode.TooManyRequests,
        UnwindRejection.WrongStatus or UnwindRejection.LegsLive or UnwindRejection.PlanVersion or UnwindRejection.GraceRunning => ProblemCode.VersionConflict,
        _ => ProblemCode.InvalidArgument,
    };

    private static bool IsRetryable(UnwindRejection rejection) =>
        rejection is UnwindRejection.Held or UnwindRejection.LegsLive or UnwindRejection.GraceRunning or UnwindRejection.FillsMissing;
}
