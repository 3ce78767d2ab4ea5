namespace RiskCluster.Risk.Liquidity;

/// <summary>A side of an order book.</summary>
public enum DepthSide
{
    /// <summary>Who buys: a long position is sold to them.</summary>
    Bids,

    /// <summary>Who sells: a short position is bought back from them.</summary>
    Asks,
}
