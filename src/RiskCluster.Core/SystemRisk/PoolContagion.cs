namespace RiskCluster.Core.SystemRisk;

/// <summary>What a run found of one shared pool.</summary>
/// <param name="Pool">Which.</param>
/// <param name="Price">What sales left of its price, 1 before the shock; within [0, 1].</param>
/// <param name="FireSaleLossUsd">What its holders lost to each other's sales; at least 0.</param>
public sealed record PoolContagion(string Pool, decimal Price, decimal FireSaleLossUsd);
