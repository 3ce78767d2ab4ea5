namespace RiskCluster.Risk.Language;

/// <summary>An amount of an asset that stands behind the positions.</summary>
/// <param name="Asset">Its name, such as <c>USDT</c>.</param>
/// <param name="Amount">Units, negative when borrowed.</param>
public sealed record CollateralHolding(string Asset, double Amount);
