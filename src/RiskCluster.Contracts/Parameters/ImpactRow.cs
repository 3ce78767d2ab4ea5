namespace RiskCluster.Contracts.Parameters;

/// <summary>What a proposal does to one owner, USD.</summary>
/// <param name="Owner">Who.</param>
/// <param name="InitialMarginBefore">Under the active version.</param>
/// <param name="InitialMarginAfter">Under the proposed one.</param>
/// <param name="MaintenanceExcessAfter">Equity minus maintenance margin under the proposed one.</param>
public sealed record ImpactRow(string Owner, decimal InitialMarginBefore, decimal InitialMarginAfter, decimal MaintenanceExcessAfter);
