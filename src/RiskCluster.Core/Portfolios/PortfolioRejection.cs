namespace RiskCluster.Core.Portfolios;

/// <summary>Why a portfolio refuses, in the order in which it looks.</summary>
public enum PortfolioRejection
{
    /// <summary>Not <c>venue/account</c>.</summary>
    AccountNotAName,

    /// <summary>The account is the owner's already.</summary>
    AlreadyLinked,

    /// <summary>The account was let go and has not confirmed yet.</summary>
    LinkReleasing,

    /// <summary>There are 1,000 links already.</summary>
    TooManyLinks,

    /// <summary>There is no link to the account.</summary>
    UnknownLink,

    /// <summary>The account says that it was let go, which nobody did.</summary>
    NotReleasing,

    /// <summary>The margin of the owner without the account, or of the account alone, could not be computed.</summary>
    MarginUnknown,

    /// <summary>A margin was computed from a market that is older than allowed.</summary>
    MarginStale,

    /// <summary>A margin was computed from a market that is halted.</summary>
    MarginHalted,

    /// <summary>Equity does not cover initial margin and reservations on both sides.</summary>
    InsufficientMargin,

    /// <summary>Fewer than 1 or more than 10 confirmations.</summary>
    ConfirmationCount,

    /// <summary>A figure is beyond 1e18, a requirement is negative, or maintenance margin exceeds initial margin.</summary>
    FigureBounds,

    /// <summary>The number of the unwind is less than 1.</summary>
    UnwindIdBounds,
}
