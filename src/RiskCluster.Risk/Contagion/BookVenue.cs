using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Risk.Contagion;

/// <summary>A venue as a network sees it.</summary>
/// <param name="Venue">Which.</param>
/// <param name="InsuranceFundUsd">What it has to cover its owners' losses with; USD, >= 0.</param>
public sealed record BookVenue(string Venue, double InsuranceFundUsd)
{
    /// <summary>USD.</summary>
    public double InsuranceFundUsd { get; } = InsuranceFundUsd.NotNegative();
}
