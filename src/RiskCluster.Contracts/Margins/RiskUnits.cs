namespace RiskCluster.Contracts.Margins;

/// <summary>Universal Risk Units: the requirement in units of 1 USD of 99 % expected shortfall under a shared set of scenarios.</summary>
/// <param name="Units">How many.</param>
/// <param name="RequirementPerUnit">USD a unit; left out when there are none.</param>
/// <param name="Version">Of the shared set of scenarios.</param>
public sealed record RiskUnits(decimal Units, decimal? RequirementPerUnit, string Version);
