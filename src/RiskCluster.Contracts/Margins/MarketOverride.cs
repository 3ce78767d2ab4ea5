namespace RiskCluster.Contracts.Margins;

/// <summary>A market other than the present one.</summary>
/// <param name="Underlying">Coin.</param>
/// <param name="PriceMove">Relative: -0.1 is ten percent down; above -1.</param>
/// <param name="VolMove">Relative: 0.5 is half as much again; above -1.</param>
public sealed record MarketOverride(string Underlying, decimal PriceMove = 0, decimal VolMove = 0);
