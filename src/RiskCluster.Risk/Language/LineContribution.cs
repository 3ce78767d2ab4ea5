namespace RiskCluster.Risk.Language;

/// <summary>What one position or collateral contributes in the worst scenario.</summary>
/// <param name="Name">The instrument or the asset.</param>
/// <param name="Pnl">Loss negative.</param>
public sealed record LineContribution(string Name, double Pnl);
