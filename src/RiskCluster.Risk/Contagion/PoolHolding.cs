using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Risk.Contagion;

/// <summary>What a node holds of a pool.</summary>
/// <param name="Node">Who.</param>
/// <param name="Pool">Of which pool.</param>
/// <param name="ValueUsd">At the price before any shock; USD, >= 0.</param>
public sealed record PoolHolding(string Node, string Pool, double ValueUsd)
{
    /// <summary>USD.</summary>
    public double ValueUsd { get; } = ValueUsd.NotNegative();
}
