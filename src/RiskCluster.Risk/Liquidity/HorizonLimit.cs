namespace RiskCluster.Risk.Liquidity;

/// <summary>What a liquidation horizon is set by (MODEL MRG-5).</summary>
public enum HorizonLimit
{
    /// <summary>The base horizon is long enough.</summary>
    Base,

    /// <summary>The share of the market's volume that an unwind may be.</summary>
    Volume,

    /// <summary>What the book offers near the mid, and how often it fills up again.</summary>
    Depth,

    /// <summary>The longest horizon that the rule knows; the position cannot be unwound within it at the permitted rate.</summary>
    Cap,
}
