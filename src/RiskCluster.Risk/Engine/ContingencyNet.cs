using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Engine;

/// <summary>A portfolio's sums over which contingencies net, and what they charge.</summary>
/// <param name="Sums">Shape [groups], USD.</param>
/// <param name="Charge">Of them all.</param>
internal sealed record ContingencyNet(double[] Sums, ContingencyCharge Charge);
