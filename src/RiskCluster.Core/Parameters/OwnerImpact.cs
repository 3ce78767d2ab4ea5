namespace RiskCluster.Core.Parameters;

/// <summary>What a proposal does to one owner.</summary>
/// <param name="Owner">Who.</param>
/// <param name="InitialMarginBefore">USD, under the active version.</param>
/// <param name="InitialMarginAfter">USD, under the proposed one.</param>
/// <param name="MaintenanceExcessAfter">Equity less maintenance margin under the proposed one, USD; negative when below.</param>
public sealed record OwnerImpact(string Owner, decimal InitialMarginBefore, decimal InitialMarginAfter, decimal MaintenanceExcessAfter);
