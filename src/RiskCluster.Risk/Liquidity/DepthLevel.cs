namespace RiskCluster.Risk.Liquidity;

/// <summary>One price level of an order book.</summary>
/// <param name="PriceUsd">USD per coin; > 0.</param>
/// <param name="QuantityCoin">Coins offered at that price; > 0.</param>
public readonly record struct DepthLevel(double PriceUsd, double QuantityCoin);
