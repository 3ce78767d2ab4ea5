using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Risk.Collateral;

/// <summary>Where collateral is needed, and by when (MODEL COL-2).</summary>
/// <param name="Chain">The chain on which the loss is paid.</param>
/// <param name="HorizonHours">The liquidation horizon (MRG-5), hours; >= 0.</param>
public sealed record CollateralNeed(string Chain, double HorizonHours)
{
    /// <summary>Hours.</summary>
    public double HorizonHours { get; } = HorizonHours.NotNegative();
}
