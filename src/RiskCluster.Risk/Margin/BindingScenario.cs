namespace RiskCluster.Risk.Margin;

/// <summary>A scenario that the requirement rests on: scan = -sum of weight x P&amp;L over them (MODEL MRG-10).</summary>
/// <param name="Scenario">Its index in the scenario set.</param>
/// <param name="Name">Its name.</param>
/// <param name="Weight">Its share of the binding measure: 1 for a stress scenario, 1/k of the tail for a historical one (less at the boundary).</param>
/// <param name="PnlUsd">The portfolio's P&amp;L in it.</param>
public sealed record BindingScenario(int Scenario, string Name, double Weight, double PnlUsd);
