using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Risk.Contagion;

/// <summary>What a node loses when another one's debt is worth nothing.</summary>
/// <param name="Holder">Index of the node that has the asset.</param>
/// <param name="Debtor">Index of the node whose debt it is; another one.</param>
/// <param name="AmountUsd">USD, >= 0.</param>
public readonly record struct DebtRankExposure(int Holder, int Debtor, double AmountUsd)
{
    /// <summary>USD.</summary>
    public double AmountUsd { get; } = AmountUsd.NotNegative();
}
