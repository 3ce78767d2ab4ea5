namespace RiskCluster.Core.Markets;

/// <summary>Why nobody is liquidated at this market's prices. The first that applies, in this order.</summary>
public enum LiquidationHold
{
    /// <summary>Halted by an operator or by the breaker.</summary>
    Halted,

    /// <summary>No quorum of fresh, agreeing sources.</summary>
    Stale,

    /// <summary>The sources agree on a move faster than the limit; the consensus follows slowly.</summary>
    RateLimited,

    /// <summary>Far from the time-weighted price.</summary>
    FarFromTwap,

    /// <summary>The sources that count lie far apart.</summary>
    Spread,

    /// <summary>More than half as many sources deviate as count.</summary>
    Disagreement,

    /// <summary>None: liquidation may go on.</summary>
    None,
}
