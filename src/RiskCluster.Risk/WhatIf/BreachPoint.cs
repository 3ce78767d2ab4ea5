namespace RiskCluster.Risk.WhatIf;

/// <summary>Where a portfolio meets its maintenance margin on the way of a spot move (MODEL MRG-11).</summary>
/// <param name="Move">The relative move of spot and forwards: -0.12 is 12 % down.</param>
/// <param name="EquityUsd">Equity in the market so moved.</param>
/// <param name="MaintenanceMarginUsd">Maintenance margin in the market so moved.</param>
public sealed record BreachPoint(double Move, double EquityUsd, double MaintenanceMarginUsd);
