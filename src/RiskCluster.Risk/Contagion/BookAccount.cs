using System.Collections.Immutable;
using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Risk.Contagion;

/// <summary>An owner's account on a venue, as a network sees it.</summary>
/// <param name="Owner">Whose.</param>
/// <param name="Venue">Where.</param>
/// <param name="EquityUsd">Cash and the mark value of positions, without pooled collateral: what the venue owes it, or below 0 it the venue; USD.</param>
/// <param name="RequirementUsd">Margin that it needs; USD, >= 0.</param>
/// <param name="CollateralUsd">By pool, collateral in it at its price now; USD, >= 0.</param>
public sealed record BookAccount(string Owner, string Venue, double EquityUsd, double RequirementUsd, ImmutableSortedDictionary<string, double> CollateralUsd)
{
    /// <summary>USD.</summary>
    public double EquityUsd { get; } = EquityUsd.Finite();

    /// <summary>USD.</summary>
    public double RequirementUsd { get; } = RequirementUsd.NotNegative();
}
