namespace RiskCluster.Risk.Pricing;

/// <summary>Coin figures of an option that pays coin (MODEL INS-2): one coin is worth the index price.</summary>
public static class InverseOption
{
    /// <summary>Coin value of a USD value.</summary>
    /// <param name="valueUsd">USD.</param>
    /// <param name="indexPrice">USD per coin; > 0.</param>
    public static double ValueCoin(double valueUsd, double indexPrice) => valueUsd / indexPrice;

    /// <summary>Deribit's mark price: the undiscounted Black-76 value over the forward, coin.</summary>
    /// <param name="undiscountedUsd">Black-76 value, USD.</param>
    /// <param name="forward">USD per coin; > 0.</param>
    /// <remarks>The same as index/forward times that value, divided by the index.</remarks>
    public static double MarkCoin(double undiscountedUsd, double forward) => undiscountedUsd / forward;

    /// <summary>Net delta: how the coin value changes, times the index: dV/dF - V/F, coins. Delta less the premium, because the premium itself is held in coin.</summary>
    /// <param name="delta">Black-76 delta, undiscounted.</param>
    /// <param name="undiscountedUsd">Black-76 value, USD.</param>
    /// <param name="forward">USD per coin; > 0.</param>
    public static double NetDelta(double delta, double undiscountedUsd, double forward) => delta - undiscountedUsd / forward;
}
