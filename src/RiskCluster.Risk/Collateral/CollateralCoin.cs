using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Risk.Collateral;

/// <summary>A coin of the market that may be pledged: worth its index and sold into its own book, tick by tick (MODEL COL-1).</summary>
internal sealed class CollateralCoin
{
    /// <summary>USD per coin; null before the first snapshot, and while the index is no price.</summary>
    public double? IndexUsd { get; private set; }

    /// <summary>Time-weighted index, USD per coin; null when the market tells none.</summary>
    public double? TimeWeightedUsd { get; private set; }

    /// <summary>Its order book; null when unknown.</summary>
    public DepthProfile? Depth { get; private set; }

    /// <summary>USD that the book takes within the horizon; null without a book or a price.</summary>
    public double? SellableUsd { get; private set; }

    /// <summary>Takes the present index, its average and the book. Allocates nothing.</summary>
    public void Take(double indexUsd, double? timeWeightedUsd, DepthProfile? depth, LiquidityCapRule rule)
    {
        var isPriced = CollateralAsset.PriceBounds.Contains(indexUsd);
        IndexUsd = isPriced ? indexUsd : null;
        TimeWeightedUsd = isPriced && timeWeightedUsd is { } average && CollateralAsset.PriceBounds.Contains(average) ? average : null;
        Depth = isPriced ? depth : null;
        SellableUsd = Depth is null ? null : rule.SellableUsd(Depth);
    }
}
