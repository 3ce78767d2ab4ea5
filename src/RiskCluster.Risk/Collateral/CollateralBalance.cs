using RiskCluster.Risk.Liquidity;

namespace RiskCluster.Risk.Collateral;

/// <summary>An amount of one asset at one venue (MODEL COL-1).</summary>
/// <param name="Asset">Its name, as in <see cref="CollateralAsset.Asset"/>.</param>
/// <param name="Venue">Where it is held.</param>
/// <param name="Chain">The chain it is on.</param>
/// <param name="Quantity">Units of the asset; negative is a debt.</param>
public sealed record CollateralBalance(string Asset, string Venue, string Chain, double Quantity)
{
    /// <summary>Units.</summary>
    public double Quantity { get; } = Quantity.Finite();
}
