namespace RiskCluster.Contracts.Margins;

/// <summary>What simpler systems would ask for, USD.</summary>
/// <param name="FixedPercentage">A share of gross notional.</param>
/// <param name="DeltaBased">Net delta times price times the model's move.</param>
/// <param name="StandaloneSum">The sum of the accounts' own initial margins.</param>
public sealed record Baselines(decimal FixedPercentage, decimal DeltaBased, decimal StandaloneSum);
