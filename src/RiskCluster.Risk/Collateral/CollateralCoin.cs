using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Risk.Collateral;

/// <summary>A coin of the market that may be pledged: worth its index and sold into its own book, tick by tick (MODEL COL-1).</summary>
internal sealed class CollateralCoin
{
    /// <summary>USD per coin; null before the first snapshot, and while the index is no price.</summary>
    public double? IndexUsd { get; private set; }

    /// <summary>Its order book; null when unknown.</summary>
    public DepthProfile? Depth { get; private set; }

    /// <summary>USD that the book takes within the horizon; null without a book or a price.</summary>
    public double? SellableUsd { get; private set; }

    /// <summary>Takes the present index and book. Allocates nothing.</summary>
    public void Take(double indexUsd, DepthProfile? depth, LiquidityCapRule rule)
    {
        var isPriced = CollateralAsset.PriceBounds.Contains(indexUsd);
        IndexUsd = isPriced ? indexUsd : null;
        Depth = isPriced ? depth : null;
        SellableUsd = Depth is null ? null : rule.SellableUsd(Depth);
    }
}
