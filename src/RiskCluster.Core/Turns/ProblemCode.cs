namespace RiskCluster.Core.Turns;

/// <summary>The codes of every refusal, as the API shows them in snake_case.</summary>
public enum ProblemCode
{
    /// <summary>A value is outside its bounds or makes no sense.</summary>
    InvalidArgument,

    /// <summary>Nobody known asks.</summary>
    Unauthenticated,

    /// <summary>Known, but may not.</summary>
    PermissionDenied,

    /// <summary>There is no such thing.</summary>
    NotFound,

    /// <summary>Updates before this one are missing.</summary>
    SequenceGap,

    /// <summary>An epoch or sequence that newer ones have replaced.</summary>
    StaleSequence,

    /// <summary>The same key came with another body.</summary>
    IdempotencyConflict,

    /// <summary>The venue does not list it.</summary>
    UnknownInstrument,

    /// <summary>No price that is young enough.</summary>
    OracleStale,

    /// <summary>A price too far from the others'.</summary>
    OracleDeviation,

    /// <summary>The market or venue is halted.</summary>
    MarketHalted,

    /// <summary>Equity does not cover what would be needed.</summary>
    InsufficientMargin,

    /// <summary>Somebody else holds the claim now.</summary>
    ClaimLost,

    /// <summary>The thing has changed since it was read.</summary>
    VersionConflict,

    /// <summary>Over the quota.</summary>
    TooManyRequests,

    /// <summary>Cannot be answered now.</summary>
    Unavailable,
}
