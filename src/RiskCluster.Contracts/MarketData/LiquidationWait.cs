namespace RiskCluster.Contracts.MarketData;

/// <summary>Why nobody is liquidated at a market's prices; the first that applies.</summary>
public enum LiquidationWait
{
    /// <summary>The market is halted.</summary>
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

    /// <summary>Nothing: liquidation may go on.</summary>
    None,
}
