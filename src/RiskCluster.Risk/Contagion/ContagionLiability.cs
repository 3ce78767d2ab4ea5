using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Risk.Contagion;

/// <summary>What one node owes another. Several between the same two add up.</summary>
/// <param name="Debtor">Who owes.</param>
/// <param name="Creditor">Whom; another one.</param>
/// <param name="AmountUsd">USD, >= 0.</param>
public sealed record ContagionLiability(string Debtor, string Creditor, double AmountUsd)
{
    /// <summary>USD.</summary>
    public double AmountUsd { get; } = AmountUsd.NotNegative();
}
