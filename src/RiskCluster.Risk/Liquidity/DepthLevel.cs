namespace RiskCluster.Risk.Liquidity;

/// <summary>One price level of an order book.</summary>
/// <param name="PriceUsd">USD per coin; within [1e-12, 1e12].</param>
/// <param name="QuantityCoin">Coins offered at that price; within [1e-12, 1e15].</param>
public readonly record struct DepthLevel(double PriceUsd, double QuantityCoin);
