using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Accounts;

/// <summary>An account's refusal as the problem that the caller sees.</summary>
internal static class AccountProblem
{
    public static Problem Of(AccountRejection rejection, string? param, string detail) => new(Code(rejection), Reasons.Of(rejection), param, detail, IsRetryable(rejection));

    private static ProblemCode Code(AccountRejection rejection) => rejection switch
    {
        AccountRejection.StaleEpoch or AccountRejection.FillForgotten => ProblemCode.StaleSequence,
        AccountRejection.SequenceGap => ProblemCode.SequenceGap,
        AccountRejection.OrderIdTaken => ProblemCode.IdempotencyConflict,
        AccountRejection.UnknownReservation => ProblemCode.NotFound,
        AccountRejection.UnknownInstrument => ProblemCode.UnknownInstrument,
        AccountRejection.ListingUnknown or AccountRejection.MarginUnknown => ProblemCode.Unavailable,
        AccountRejection.AccountFull or AccountRejection.TooManyReservations or AccountRejection.TooManyFillSources => ProblemCode.TooManyRequests,
        AccountRejection.MarginOutdated or AccountRejection.LinkedToAnother => ProblemCode.VersionConflict,
        AccountRejection.MarginStale => ProblemCode.OracleStale,
        AccountRejection.MarginHalted => ProblemCode.MarketHalted,
        AccountRejection.InsufficientMargin or AccountRejection.GapOpen => ProblemCode.InsufficientMargin,
        _ => ProblemCode.InvalidArgument,
    };

    private static bool IsRetryable(AccountRejection rejection) => rejection is
        AccountRejection.SequenceGap or AccountRejection.ListingUnknown or AccountRejection.TooManyReservations or AccountRejection.MarginUnknown
        or AccountRejection.MarginOutdated or AccountRejection.MarginStale or AccountRejection.MarginHalted or AccountRejection.GapOpen;
}
