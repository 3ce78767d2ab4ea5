using System.Text.Json;
using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Markets;

/// <summary>A market's refusals as problems.</summary>
internal static class MarketDataProblems
{
    public static Problem With(this MarketDataRejection rejection, string? param, string detail) =>
        new(Code(rejection), JsonNamingPolicy.SnakeCaseLower.ConvertName(rejection.ToString()), param, detail, rejection is MarketDataRejection.Spike);

    private static ProblemCode Code(MarketDataRejection rejection) => rejection switch
    {
        MarketDataRejection.UnknownSource or MarketDataRejection.NothingToSettle => ProblemCode.NotFound,
        MarketDataRejection.WrongKey or MarketDataRejection.BadSignature => ProblemCode.Unauthenticated,
        MarketDataRejection.SourceSuspended => ProblemCode.PermissionDenied,
        MarketDataRejection.LateSequence or MarketDataRejection.PublishTimeReversed => ProblemCode.StaleSequence,
        MarketDataRejection.TooOld => ProblemCode.OracleStale,
        MarketDataRejection.Spike => ProblemCode.OracleDeviation,
        _ => ProblemCode.InvalidArgument,
    };
}
