namespace RiskCluster.Risk.Collateral;

/// <summary>One haircut or cap on the way from gross to counted value (MODEL MRG-10).</summary>
/// <param name="Rule">Code of the rule, such as COL-1.</param>
/// <param name="Name">What it is, for people.</param>
/// <param name="Haircut">The fraction it asks for; null for a cap.</param>
/// <param name="TakenUsd">What it took; >= 0, less than the fraction asks for when nothing more was left.</param>
/// <param name="LeftUsd">What counts after it; >= 0.</param>
public sealed record CollateralStep(string Rule, string Name, double? Haircut, double TakenUsd, double LeftUsd);
