using RiskCluster.Risk.Liquidity;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Collateral;

/// <summary>An amount of one asset at one venue (MODEL COL-1).</summary>
/// <param name="Asset">Its name, as in <see cref="CollateralAsset.Asset"/>.</param>
/// <param name="Venue">Where it is held.</param>
/// <param name="Chain">The chain it is on.</param>
/// <param name="Quantity">Units of the asset; within [-1e24, 1e24]; negative is a debt.</param>
public sealed record CollateralBalance(string Asset, string Venue, string Chain, double Quantity)
{
    internal static readonly Interval QuantityBounds = Interval.Closed(-1e24, 1e24);

    /// <summary>Units.</summary>
    public double Quantity { get; } = Quantity.Within(QuantityBounds);
}
