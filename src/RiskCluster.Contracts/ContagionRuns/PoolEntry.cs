namespace RiskCluster.Contracts.ContagionRuns;

/// <summary>An asset that is collateral of many.</summary>
/// <param name="Asset">A coin that the market prices.</param>
/// <param name="DepthUsd">Sales of so many USD multiply its price by 1/e; above 0.</param>
public sealed record PoolEntry(string Asset, decimal DepthUsd);
