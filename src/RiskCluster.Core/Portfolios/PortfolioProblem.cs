using RiskCluster.Core.Turns;

namespace RiskCluster.Core.Portfolios;

/// <summary>A portfolio's refusal as the problem that the caller sees.</summary>
internal static class PortfolioProblem
{
    public static Problem Of(PortfolioRejection rejection, string? param, string detail) => new(Code(rejection), Reasons.Of(rejection), param, detail, IsRetryable(rejection));

    private static ProblemCode Code(PortfolioRejection rejection) => rejection switch
    {
        PortfolioRejection.AlreadyLinked or PortfolioRejection.LinkReleasing or PortfolioRejection.NotReleasing => ProblemCode.VersionConflict,
        PortfolioRejection.TooManyLinks => ProblemCode.TooManyRequests,
        PortfolioRejection.UnknownLink => ProblemCode.NotFound,
        PortfolioRejection.MarginUnknown => ProblemCode.Unavailable,
        PortfolioRejection.MarginStale => ProblemCode.OracleStale,
        PortfolioRejection.MarginHalted => ProblemCode.MarketHalted,
        PortfolioRejection.InsufficientMargin => ProblemCode.InsufficientMargin,
        _ => ProblemCode.InvalidArgument,
    };

    private static bool IsRetryable(PortfolioRejection rejection) =>
        rejection is PortfolioRejection.LinkReleasing or PortfolioRejection.MarginUnknown or PortfolioRejection.MarginStale or PortfolioRejection.MarginHalted;
}
