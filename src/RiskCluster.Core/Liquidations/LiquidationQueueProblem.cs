using RiskCluster.Core.Turns;
using static RiskCluster.Core.Liquidations.LiquidationQueueRejection;

namespace RiskCluster.Core.Liquidations;

/// <summary>A liquidation queue's refusal as the problem that the caller sees.</summary>
internal static class LiquidationQueueProblem
{
    public static Problem Of(LiquidationQueueRejection rejection, string? param, string detail) => new(Code(rejection), Reasons.Of(rejection), param, detail, IsRetryable(rejection));

    private static ProblemCode Code(LiquidationQueueRejection rejection) => rejection switch
    {
        UnknownTask or UnknownBid => ProblemCode.NotFound,
        OrderDiffers or FillDiffers or BidDiffers => ProblemCode.IdempotencyConflict,
        QueueFull or TooManyClaims or TooManyBids => ProblemCode.TooManyRequests,
        QueueHalted => ProblemCode.MarketHalted,
        TaskClaimed or ClaimLost => ProblemCode.ClaimLost,
        TaskClosed or WrongMode or WindowClosed or NothingForSale or NotFilled => ProblemCode.VersionConflict,
        PriceBeyondLastTrade => ProblemCode.OracleDeviation,
        _ => ProblemCode.InvalidArgument,
    };

    private static bool IsRetryable(LiquidationQueueRejection rejection) => rejection is QueueFull or QueueHalted or TaskClaimed or TooManyClaims or WindowClosed or NotFilled;
}
