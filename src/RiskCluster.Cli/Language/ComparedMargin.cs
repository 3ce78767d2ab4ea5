namespace RiskCluster.Cli.Language;

/// <summary>One portfolio under one model, USD.</summary>
/// <param name="Model">The model.</param>
/// <param name="Portfolio">The portfolio; empty where the model can take none of the file.</param>
/// <param name="MarkValue">Positions, collateral and cash.</param>
/// <param name="InitialMargin">Requirement.</param>
/// <param name="MaintenanceMargin">Requirement.</param>
/// <param name="WorstScenario">What binds.</param>
/// <param name="Unavailable">Why there are no figures; null when there are.</param>
internal sealed record ComparedMargin(string Model, string Portfolio, double? MarkValue, double? InitialMargin, double? MaintenanceMargin, string? WorstScenario, string? Unavailable);
